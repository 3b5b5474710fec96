//! Finding circles in what points at what.

/// The circles of a graph: for each node the nodes it points at. Each circle begins at its smallest
/// node.
///
/// A part in which several circles share nodes yields at least one of them: once that is cut, the
/// next shows.
pub(super) fn find(links: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut is_done = vec![false; links.len()];
    let mut circles = Vec::new();
    for start in 0..links.len() {
        // The way from the start to where the search stands, and how many links of each node are
        // tried. No recursion: an exchange of thousands of answers must not overflow the stack.
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        if is_done.get(start).copied().unwrap_or(true) {
            continue;
        }
        while let Some((node, tried)) = way.last_mut() {
            let next = links.get(*node).and_then(|next| next.get(*tried)).copied();
            *tried += 1;
            match next {
                None => {
                    if let Some(done) = is_done.get_mut(*node) {
                        *done = true;
                    }
                    way.pop();
                }
                Some(next) if is_done.get(next).copied().unwrap_or(true) => {}
                Some(next) => match way.iter().position(|(node, _)| *node == next) {
                    None => way.push((next, 0)),
                    Some(at) => {
                        let mut circle: Vec<_> =
                            way.iter().skip(at).map(|(node, _)| *node).collect();
                        let smallest = circle
                            .iter()
                            .enumerate()
                            .min_by_key(|(_, node)| **node)
                            .map_or(0, |(at, _)| at);
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
    use super::find;

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
            assert_eq!(find(&links), circles, "{links:?}");
        }
    }

    #[test]
    fn a_long_exchange_is_no_circle_and_no_overflow() {
        let chain: Vec<_> =
            (0..5000).map(|at| if at == 0 { vec![] } else { vec![at - 1] }).collect();
        assert!(find(&chain).is_empty());
    }
}
