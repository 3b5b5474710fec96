//! Pairing: which entry of one list is which entry of another.

use std::collections::BTreeMap;

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

/// How many entries of the older list one of the newer is compared with at least. Of more, these are
/// the nearest.
const LEAST_COMPARED: usize = 100;
/// How many pairs are compared at most, unless that leaves fewer to an entry than the least: if
/// everything in a large story has changed, comparing all with all would take minutes.
const MOST_PAIRS: usize = 250_000;

/// The entries of two lists, each with its partner in the other list, if it has one.
pub(super) type Pairs<'l, T> = Vec<(Option<&'l T>, Option<&'l T>)>;

/// The pairs of two lists that have been found so far. They are looked for in steps, the most
/// certain first.
pub(super) struct Pairing<'l, T> {
    old: &'l [T],
    new: &'l [T],
    /// The index in the older list of the partner of each entry of the newer.
    partners: Vec<Option<usize>>,
    /// Whether each entry of the older list has a partner.
    taken: Vec<bool>,
}

impl<'l, T> Pairing<'l, T> {
    pub(super) fn new(old: &'l [T], new: &'l [T]) -> Self {
        Self { old, new, partners: vec![None; new.len()], taken: vec![false; old.len()] }
    }

    /// Pairs entries that have the same key and no partner yet. Of several with one key, those are
    /// paired whose positions are nearest.
    pub(super) fn by_key<K: Ord>(mut self, key: impl Fn(&'l T) -> K) -> Self {
        for (from, to) in self.group_open(key).into_values() {
            let candidates = list_near_pairs(&from, &to);
            let candidates = candidates.map(|(from, to)| Candidate { alike: 1.0, from, to });
            self.take_best(candidates.collect());
        }
        self
    }

    /// Pairs entries that have no partner yet by how alike they are, from 0, which is no pair, to 1;
    /// the most alike first. Only entries with the same key can be alike.
    ///
    /// Always taking the best pair that is left may leave worse ones to the others than there could
    /// be, which readers would hardly notice.
    pub(super) fn by_likeness<K: Ord>(
        mut self,
        key: impl Fn(&'l T) -> K,
        alike: impl Fn(&T, &T) -> f64,
    ) -> Self {
        let mut candidates = Vec::new();
        for (from, to) in self.group_open(key).into_values() {
            for (from, to) in list_near_pairs(&from, &to) {
                if let (Some(old), Some(new)) = (self.old.get(from), self.new.get(to)) {
                    candidates.push(Candidate { alike: alike(old, new), from, to });
                }
            }
        }
        candidates.retain(|candidate| candidate.alike > 0.0);
        self.take_best(candidates);
        self
    }

    /// Returns the entries of the newer list in its order, each with its partner, then the entries
    /// of the older list that have none.
    pub(super) fn into_pairs(self) -> Pairs<'l, T> {
        let mut pairs = Vec::new();
        for (new, partner) in self.new.iter().zip(self.partners) {
            pairs.push((partner.and_then(|index| self.old.get(index)), Some(new)));
        }
        for (old, taken) in self.old.iter().zip(self.taken) {
            if !taken {
                pairs.push((Some(old), None));
            }
        }
        pairs
    }

    /// Groups the entries that have no partner yet by a key: the indices in the older list and in the
    /// newer.
    fn group_open<K: Ord>(
        &self,
        key: impl Fn(&'l T) -> K,
    ) -> BTreeMap<K, (Vec<usize>, Vec<usize>)> {
        let mut groups: BTreeMap<K, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (index, (old, taken)) in self.old.iter().zip(&self.taken).enumerate() {
            if !taken {
                groups.entry(key(old)).or_default().0.push(index);
            }
        }
        for (index, (new, partner)) in self.new.iter().zip(&self.partners).enumerate() {
            if partner.is_none() {
                groups.entry(key(new)).or_default().1.push(index);
            }
        }
        groups
    }

    /// Makes pairs of candidates, the most alike first and, of equally alike ones, those whose
    /// positions are nearest.
    fn take_best(&mut self, mut candidates: Vec<Candidate>) {
        candidates.sort_by(|one, other| {
            other.alike.total_cmp(&one.alike).then(one.place().cmp(&other.place()))
        });
        for Candidate { from, to, .. } in candidates {
            if let (Some(partner @ None), Some(taken @ false)) =
                (self.partners.get_mut(to), self.taken.get_mut(from))
            {
                *partner = Some(from);
                *taken = true;
            }
        }
    }
}

/// Lists the pairs of an entry of one list with one of the other, both given by their indices; of
/// long lists only those that are at about the same position.
fn list_near_pairs(from: &[usize], to: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let most = MOST_PAIRS.checked_div(to.len()).unwrap_or_default().max(LEAST_COMPARED);
    let last = from.len().saturating_sub(most);
    to.iter().enumerate().flat_map(move |(rank, &to)| {
        let first = rank.saturating_sub(most / 2).min(last);
        from.iter().skip(first).take(most).map(move |&from| (from, to))
    })
}

/// Two entries that may be a pair, by their indices in the lists, and how alike they are.
struct Candidate {
    alike: f64,
    from: usize,
    to: usize,
}

impl Candidate {
    /// How far apart the entries are, and their indices.
    fn place(&self) -> (usize, usize, usize) {
        (self.from.abs_diff(self.to), self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pairing, rate_likeness};

    #[test]
    fn equal_entries_are_paired_wherever_they_are_and_similar_ones_after_them() {
        let old = ["When will it open?", "Who pays for it?", "Is it safe?"];
        let new = ["Who pays for it now?", "A new question", "When will it open?"];
        let pairing = Pairing::new(&old, &new).by_key(|text| *text);
        let pairing = pairing.by_likeness(|_| (), |old, new| rate_likeness(old, new));
        assert_eq!(
            pairing.into_pairs(),
            [
                (Some(&old[1]), Some(&new[0])),
                (None, Some(&new[1])),
                (Some(&old[0]), Some(&new[2])),
                (Some(&old[2]), None),
            ]
        );
    }

    #[test]
    fn of_equal_entries_those_that_are_nearest_are_paired() {
        let (old, new) = (["same", "other", "same"], ["new", "other", "same", "same"]);
        let pairs = Pairing::new(&old, &new).by_key(|text| *text).into_pairs();
        let same = |at: usize| std::ptr::from_ref(&old[at]);
        let partners: Vec<_> = pairs.iter().map(|(old, _)| old.map(std::ptr::from_ref)).collect();
        assert_eq!(partners, [None, Some(same(1)), Some(same(2)), Some(same(0))]);
    }

    #[test]
    fn where_every_entry_has_changed_each_is_paired_with_its_own_form_and_half_may_be_gone() {
        let list = |range: std::ops::Range<usize>, word: &str| -> Vec<_> {
            range.map(|number| format!("{number:03}{number:03} {word}")).collect()
        };
        for gone in [0, 150, 299] {
            let (old, new) = (list(0..300, "was"), list(gone..300, "is"));
            let pairing = Pairing::new(&old, &new).by_key(|text| text.as_str());
            let pairs = pairing.by_likeness(|_| (), |old, new| rate_likeness(old, new));
            let mut expected = Vec::new();
            for (at, now) in new.iter().enumerate() {
                expected.push((old.get(gone + at), Some(now)));
            }
            expected.extend(old.iter().take(gone).map(|was| (Some(was), None)));
            assert_eq!(pairs.into_pairs(), expected);
        }
    }
}
