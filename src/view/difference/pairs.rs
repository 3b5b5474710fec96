//! Pairing: which entry of one list is which entry of another.

/// How alike two texts must be, from 0 to 1, to count as one text that has changed.
const ALIKE: f64 = 0.6;

/// Rates how alike two texts are, from 0 to 1; 0 if they are too different to be one text that has
/// changed.
pub(super) fn rate_likeness(one: &str, other: &str) -> f64 {
    let alike = strsim::sorensen_dice(one, other);
    if one == other {
        1.0
    } else if alike >= ALIKE {
        // Texts that differ may still have a similarity of 1, and must rate below equal ones.
        alike * 0.9
    } else {
        0.0
    }
}

/// Pairs the entries of two lists, the most alike first. Returns the entries of the newer list in
/// its order, each with its partner, then the entries of the older list that have none.
///
/// Always taking the best pair that is left is simple, and good enough for lists of this length.
pub(super) fn pair_up<'l, T>(
    old: &'l [T],
    new: &'l [T],
    alike: impl Fn(&T, &T) -> f64,
) -> Vec<(Option<&'l T>, Option<&'l T>)> {
    // How alike a pair is; then how far apart its entries are, and their indices.
    let mut candidates: Vec<(f64, (usize, usize, usize))> = Vec::new();
    for (to, new) in new.iter().enumerate() {
        for (from, old) in old.iter().enumerate() {
            let alike = alike(old, new);
            if alike > 0.0 {
                candidates.push((alike, (from.abs_diff(to), from, to)));
            }
        }
    }
    // The most alike first and, of equally alike ones, those whose positions are nearest: entries
    // with the same text then keep their order.
    candidates.sort_by(|(one, near), (other, far)| other.total_cmp(one).then(near.cmp(far)));
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for (_, (_, from, to)) in candidates {
        if let (Some(partner @ None), Some(taken @ false)) =
            (partner.get_mut(to), taken.get_mut(from))
        {
            *partner = Some(from);
            *taken = true;
        }
    }
    let mut pairs = Vec::new();
    for (new, partner) in new.iter().zip(partner) {
        pairs.push((partner.and_then(|index| old.get(index)), Some(new)));
    }
    for (old, taken) in old.iter().zip(taken) {
        if !taken {
            pairs.push((Some(old), None));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{pair_up, rate_likeness};

    #[test]
    fn equal_entries_are_paired_wherever_they_are_and_similar_ones_after_them() {
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
