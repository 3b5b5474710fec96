//! Finds circles of references.

/// Finds the circles of a graph that is given as the successors of each node. Each circle begins at
/// its smallest node.
///
/// Of circles that share nodes at least one is found; the next is found once that one is cut.
pub(super) fn find_circles(links: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut is_done = vec![false; links.len()];
    let mut circles = Vec::new();
    for start in 0..links.len() {
        // The path from the start to the current node: each node with the number of its links that
        // were followed. Not a recursion, since an exchange of thousands of answers would overflow
        // the stack.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        if is_done.get(start).copied().unwrap_or(true) {
            continue;
        }
        while let Some((node, next_link)) = path.last_mut() {
            let next = links.get(*node).and_then(|next| next.get(*next_link)).copied();
            *next_link += 1;
            match next {
                None => {
                    if let Some(done) = is_done.get_mut(*node) {
                        *done = true;
                    }
                    path.pop();
                }
                Some(next) if is_done.get(next).copied().unwrap_or(true) => {}
                Some(next) => match path.iter().position(|(node, _)| *node == next) {
                    None => path.push((next, 0)),
                    Some(start) => {
                        let mut circle: Vec<_> =
                            path.iter().skip(start).map(|(node, _)| *node).collect();
                        let smallest = circle
                            .iter()
                            .enumerate()
                            .min_by_key(|(_, node)| **node)
                            .map_or(0, |(index, _)| index);
                        circle.rotate_left(smallest);
                        circles.push(circle);
                    }
                },
            }
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::find_circles;

    #[test]
    fn circles_of_every_length_are_found_once() {
        for (links, circles) in [
            (vec![vec![]], vec![]),
            (vec![vec![0]], vec![vec![0]]),
            (vec![vec![1], vec![0]], vec![vec![0, 1]]),
            (vec![vec![2], vec![2], vec![1]], vec![vec![1, 2]]),
            (vec![vec![1, 2], vec![3], vec![3], vec![]], vec![]),
            (vec![vec![1], vec![2], vec![0], vec![0], vec![4]], vec![vec![0, 1, 2], vec![4]]),
        ] {
            assert_eq!(find_circles(&links), circles, "{links:?}");
        }
    }

    #[test]
    fn a_long_exchange_is_no_circle_and_no_overflow() {
        let chain: Vec<_> =
            (0..5000).map(|node| if node == 0 { vec![] } else { vec![node - 1] }).collect();
        assert!(find_circles(&chain).is_empty());
    }
}
