//! What in one list is what in another.

/// How much of two texts must be alike for one to be the other, changed.
const ALIKE: f64 = 0.6;

/// How alike two texts are, from 0 to 1; 0 where they are too different to be one text in two
/// forms.
pub(super) fn rate_likeness(one: &str, other: &str) -> f64 {
    let alike = strsim::sorensen_dice(one, other);
    if one == other {
        1.0
    } else if alike >= ALIKE {
        // Never as much as the same text.
        alike * 0.9
    } else {
        0.0
    }
}

/// Pairs the entries of two lists, most alike first: what is in the newer, in its order, then what
/// is gone.
pub(super) fn pair_up<'l, T>(
    old: &'l [T],
    new: &'l [T],
    alike: impl Fn(&T, &T) -> f64,
) -> Vec<(Option<&'l T>, Option<&'l T>)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (to, new) in new.iter().enumerate() {
        for (from, old) in old.iter().enumerate() {
            let alike = alike(old, new);
            if alike > 0.0 {
                candidates.push((alike, from, to));
            }
        }
    }
    // The most alike first and, of those equally alike, those nearest to each other.
    let rank = |&(alike, from, to): &(f64, usize, usize)| (-alike, from.abs_diff(to), from, to);
    candidates.sort_by(|one, other| {
        let ((alike, near, from, to), other) = (rank(one), rank(other));
        alike.total_cmp(&other.0).then((near, from, to).cmp(&(other.1, other.2, other.3)))
    });
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for (_, from, to) in candidates {
        if let (Some(partner @ None), Some(taken @ false)) =
            (partner.get_mut(to), taken.get_mut(from))
        {
            *partner = Some(from);
            *taken = true;
        }
    }
    let there =
        new.iter().zip(partner).map(|(new, from)| (from.and_then(|from| old.get(from)), Some(new)));
    let gone = old.iter().zip(taken).filter(|(_, taken)| !taken).map(|(old, _)| (Some(old), None));
    there.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::{pair_up, rate_likeness};

    #[test]
    fn the_same_is_found_wherever_it_stands_and_the_like_after_it() {
        let old = ["When will it open?", "Who pays for it?", "Is it safe?"];
        let new = ["Who pays for it now?", "A new question", "When will it open?"];
        assert_eq!(
            pair_up(&old, &new, |old, new| rate_likeness(old, new)),
            [
                (Some(&old[1]), Some(&new[0])),
                (None, Some(&new[1])),
                (Some(&old[0]), Some(&new[2])),
                (Some(&old[2]), None),
            ]
        );
    }
}
