"""Which product somebody may want to look at. See subgraphs/commerce/models/suggested-products.md."""

from pathlib import Path

import numpy as np

from kit import Measure, Spec, Table, build

PLACES = 10
#: Each further product of a category counts so much less, as where it is served.
MORE_OF_THE_SAME = 0.75

SPEC = Spec(
    name="suggested-products",
    owner="commerce",
    version=2,
    purpose=(
        "Orders the products that are suggested to somebody. Which those are, and the reason that is told, follow from the rules as before; the model changes the order alone."
    ),
    data=(
        "**Simulated**: 10,000 athletes over 168 days (`npm run population`, seed 1) and a market of 60 products of 12 brands. Those who looked at a product in eight weeks, and at which; the "
        "week after these is held out. They look there by what is worn, by sport and season, by a brand and a price that each is used to, and some products please everybody. So the figures say that the model finds that, and "
        "nothing about people."
    ),
    limits=(
        "Sixty products are few. In the simulation nobody sees suggestions, so the model does not learn from itself; with people it would, and a product that nobody is shown is looked at by nobody: train it then with some lists "
        "in the order of the rules: `product-suggestions.ranked` says of each that is kept which was shown. A click is no purchase. A new product has no views, and stands where the rules have it only as far as the other features say so."
    ),
    baseline="the score of the rules (`suggestProducts`), which stays the order wherever the model is not used.",
    outputs=("clicks",),
    link="SIGMOID",
    kind="BOOSTED_TREES",
    features={
        "score": "of the baseline, points",
        "worn": "points of it for gear that is nearly worn",
        "sports": "for the sports of the last weeks",
        "season": "for the season",
        "level": "for how much the athlete trains",
        "price": "for a price as what the athlete has looked at or owns",
        "brand": "share of what the athlete has looked at that is of the brand",
        "category": "share of it that is of the category",
        "popularity": "how often everybody has looked at it in four weeks, by the mean of what is ranked with it",
        "owns_brand": "1 where gear of the athlete is of the brand",
    },
    trained_at="2026-12-01T00:00:00Z",
    expires_at="2027-12-01T00:00:00Z",
    rounds=80,
)


def served(scores: np.ndarray, categories: np.ndarray) -> np.ndarray:
    """The places of the rows of one athlete, the first one first. Of equal scores, the earlier row comes first."""
    seen: dict[str, int] = {}
    lessened = np.zeros(len(scores))
    for row in np.argsort(-scores, kind="stable"):
        place = seen.get(categories[row], 0)
        seen[categories[row]] = place + 1
        lessened[row] = scores[row] * MORE_OF_THE_SAME**place
    return np.argsort(-lessened, kind="stable")


def in_groups(scores: np.ndarray, table: Table, is_baseline: bool):
    """The labels of each athlete's list as it is served. The baseline's scores are lessened already."""
    for group in np.unique(table.groups):
        rows = np.flatnonzero(table.groups == group)
        own = scores[rows]
        order = np.argsort(-own, kind="stable") if is_baseline else served(own, table.notes["category"][rows])
        yield table.labels[rows][order]


def ndcg(outputs: np.ndarray, table: Table) -> float:
    """The mean over athletes of the gain of the first ten places, by that of the best order."""
    is_baseline = outputs is table.baseline
    weights = 1 / np.log2(np.arange(2, PLACES + 2))
    found = []
    for labels in in_groups(outputs[:, 0], table, is_baseline):
        first, best = labels[:PLACES], np.sort(labels)[::-1][:PLACES]
        found.append((first * weights[: len(first)]).sum() / (best * weights[: len(best)]).sum())
    return float(np.mean(found))


def cards_tables(outputs: np.ndarray, table: Table) -> str:
    lines = ["| order | looked at in the week, of the first ten | of the first three |", "|---|---|---|"]
    for name, scores, is_baseline in (("model", outputs, False), ("baseline", table.baseline, True)):
        lists = list(in_groups(scores[:, 0], table, is_baseline))
        hits = {places: sum(labels[:places].sum() for labels in lists) for places in (PLACES, 3)}
        lines.append(f"| {name} | {hits[PLACES] / table.labels.sum():.1%} | {hits[3] / table.labels.sum():.1%} |")
    return "\n".join(lines)


def train(path: Path) -> dict:
    return build(SPEC, path, Measure("NDCG of ten places", "HIGHER", ndcg), cards_tables)
