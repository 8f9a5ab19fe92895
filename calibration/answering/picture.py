"""Picture: chances said against frequencies, and where the truth lay in its answers."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy as np
from matplotlib import pyplot as plt
from scipy import stats

from answering.figures import Figures
from answering.scores import diagram

matplotlib.use("svg")

_SHOWN = ("store", "deficient", "time to anaemia", "total-b12", "holotc", "mma", "homocysteine", "hb", "mcv")


def draw(folder: Path, found: Figures) -> None:
    plt.rcParams.update({"svg.hashsalt": "corrin", "font.size": 7})
    _chances(folder / "calibration-of-answers.svg", found)
    _ranks(folder / "calibration-of-answers-ranks.svg", found)


def _chances(file: Path, found: Figures) -> None:
    figure, all_axes = plt.subplots(1, 2, figsize=(6.4, 3.1), layout="constrained")
    titles = (("said", "so", "deficient"), ("cause said", "cause so", "every cause together"))
    for axes, (said, so, title) in zip(all_axes, titles, strict=True):
        p, y = np.asarray(found.drawn[said], dtype=float), np.asarray(found.drawn[so], dtype=float)
        axes.plot([0, 1], [0, 1], color="0.7", lw=0.8)
        for count, x, share in diagram(p, y):
            low, high = stats.beta.ppf((0.05, 0.95), count * share + 0.5, count * (1.0 - share) + 0.5)
            axes.plot([x, x], [low, high], color="0.5", lw=0.8)
            axes.plot(x, share, "o", color="0.1", ms=3)
            axes.annotate(
                f"{count}", (x, share), xytext=(3, -7), textcoords="offset points", fontsize=5, color="0.4"
            )
        axes.set(
            title=title, xlabel="chance said", ylabel="frequency", xlim=(-0.02, 1.02), ylim=(-0.02, 1.02)
        )
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)


def _ranks(file: Path, found: Figures) -> None:
    figure, all_axes = plt.subplots(3, 3, figsize=(6.4, 4.6), layout="constrained", sharex=True)
    for axes, id in zip(all_axes.ravel(), _SHOWN, strict=True):
        places = np.asarray(found.drawn.get(id, []), dtype=float)
        even = places.size / 10.0
        low, high = stats.binom.ppf((0.005, 0.995), places.size, 0.1)
        axes.axhspan(low, high, color="0.88")
        axes.axhline(even, color="0.6", lw=0.6)
        axes.hist(places, bins=10, range=(0.0, 1.0), histtype="step", color="0.1", lw=1.0)
        axes.set(title=f"{id} ({places.size})", ylim=(0.0, max(2.0 * even, 1.0)))
    figure.suptitle("place of the truth in its answer; grey holds a bar of even draws in 99 %")
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)
