"""Report: the page that shows prior and posterior, what moved what, and what stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np
from figures import Figure
from fit import Fit
from knobs import KNOBS
from matplotlib import pyplot as plt

matplotlib.use("svg")

_OPEN = 0.85  # of its prior spread left: the evidence does not tell
_FAR = 2.0  # errors


def write(folder: Path, targets: Sequence[Figure], found: Fit, key: str) -> None:
    (folder / "calibration.md").write_text(_page(targets, found, key), encoding="utf-8")
    _picture(folder / "calibration.svg", found)


def _page(targets: Sequence[Figure], found: Fit, key: str) -> str:
    sd = np.sqrt(np.diag(found.covariance))
    prior = np.array([knob.sd for knob in KNOBS])
    still = [k.id for k, left in zip(KNOBS, sd / prior, strict=True) if left > _OPEN]
    ends = [k.id for k, at in zip(KNOBS, found.centre, strict=True) if abs(at) > 0.98 * k.most]
    parts = [
        "# Calibration",
        "",
        "Written by `make calibrate`; not edited by hand. The numbers below are those that the evidence leaves "
        "open ([why these](../decisions/0015-calibration.md)); each is a factor on what its source prints. "
        "They are fitted together, once, to the calibration studies and to the survey; no validation study is read.",
        "",
        f"Figures: {len(targets)}. Fingerprint of figures, knobs and model: `{key}`.",
        "",
        "## Convergence",
        "",
        "Half the sum of squared errors (absolute beyond two errors) and of squared prior deviations, "
        "at the start and after each step:",
        "",
        " → ".join(f"{cost:.1f}" for cost in found.history) + _refused(found.refused),
        "",
        f"By the last slopes the next step would move the numbers by {np.sqrt(np.mean(found.left**2)):.2f} of their "
        f"posterior standard deviations (root mean square; at most {np.abs(found.left).max():.2f}, "
        f"{KNOBS[int(np.abs(found.left).argmax())].id}).",
        "",
        "## Prior and posterior",
        "",
        "![Prior and posterior of each number](calibration.svg)",
        "",
        "| number | prior, factor 95 % | posterior, factor 95 % | spread left | most moved by | why it is open |",
        "|---|---|---|---|---|---|",
        *(_row(n, targets, found, sd) for n in range(len(KNOBS))),
        "",
        "## What stays unidentified",
        "",
        f"More than {100 * _OPEN:.0f} % of the prior spread is left: {', '.join(still) or 'nothing'}.",
        "",
        f"At the end of the published range: {', '.join(ends) or 'nothing'}.",
        "",
        "Strongest pairs, which the evidence knows only together (correlation of the posterior):",
        "",
        *(f"- {a} and {b}: {r:+.2f}" for a, b, r in _pairs(found.covariance)),
        "",
        "## Where the fit and the evidence part",
        "",
        f"Figures that lie more than {_FAR:g} errors (observation and model together) off at the centre:",
        "",
        "| source | figures | beyond | worst |",
        "|---|---|---|---|",
        *_apart(targets, found),
        "",
    ]
    return "\n".join(parts)


def _refused(cost: float | None) -> str:
    return "" if cost is None else f"; a further step was refused: its likeliest part comes to {cost:.1f}"


def _row(n: int, targets: Sequence[Figure], found: Fit, sd: np.ndarray) -> str:
    knob, at = KNOBS[n], found.centre[n]
    prior = f"{np.exp(-1.96 * knob.sd):.2f}-{np.exp(1.96 * knob.sd):.2f}"
    after = f"{np.exp(at):.2f} ({np.exp(at - 1.96 * sd[n]):.2f}-{np.exp(at + 1.96 * sd[n]):.2f})"
    return f"| {knob.id} | {prior} | {after} | {sd[n] / knob.sd:.0%} | {_movers(n, targets, found)} | {knob.why} |"


def _movers(n: int, targets: Sequence[Figure], found: Fit) -> str:
    """Sources by the information their figures hold on one number."""
    told: dict[str, float] = defaultdict(float)
    for target, slope in zip(targets, found.slopes[:, n], strict=True):
        told[target.source] += float((slope / target.error) ** 2)
    best = sorted(told.items(), key=lambda each: -each[1])[:3]
    total = sum(told.values()) or 1.0
    return (
        ", ".join(f"{source} {part / total:.0%}" for source, part in best if part > 0.05 * total) or "nothing"
    )


def _pairs(covariance: np.ndarray) -> list[tuple[str, str, float]]:
    sd = np.sqrt(np.diag(covariance))
    r = covariance / np.outer(sd, sd)
    places = [(i, j) for i in range(len(KNOBS)) for j in range(i)]
    best = sorted(places, key=lambda at: -abs(r[at]))[:8]
    return [(KNOBS[i].id, KNOBS[j].id, float(r[i, j])) for i, j in best]


def _apart(targets: Sequence[Figure], found: Fit) -> list[str]:
    from figures import scaled

    far: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for target, value in zip(targets, found.simulated, strict=True):
        far[target.source].append(((value - scaled(target.scale, target.observed)) / target.error, target.id))
    lines = []
    for source, each in sorted(far.items()):
        beyond = [one for one in each if abs(one[0]) > _FAR]
        if beyond:
            worst = max(beyond, key=lambda one: abs(one[0]))
            lines.append(
                f"| {source} | {len(each)} | {len(beyond)} | {worst[1].replace('|', ' ')}: {worst[0]:+.1f} |"
            )
    return lines


def _picture(file: Path, found: Fit) -> None:
    plt.rcParams.update({"svg.hashsalt": "corrin", "font.size": 7})
    sd = np.sqrt(np.diag(found.covariance))
    figure, axes = plt.subplots(figsize=(7.0, 0.17 * len(KNOBS) + 0.8), layout="constrained")
    for n, knob in enumerate(reversed(KNOBS)):
        place = len(KNOBS) - 1 - n
        axes.plot(np.exp([-1.96 * knob.sd, 1.96 * knob.sd]), [n, n], color="0.8", lw=5, solid_capstyle="butt")
        low, high = found.centre[place] - 1.96 * sd[place], found.centre[place] + 1.96 * sd[place]
        axes.plot(np.exp([low, high]), [n, n], color="0.15", lw=1.2)
        axes.plot(np.exp(found.centre[place]), n, "o", color="0.15", ms=3)
    axes.axvline(1.0, color="0.5", lw=0.6)
    axes.set(xscale="log", xlabel="factor on the declared number (grey: prior 95 %, black: posterior)")
    axes.set_yticks(range(len(KNOBS)), [knob.id for knob in reversed(KNOBS)])
    axes.set_ylim(-1, len(KNOBS))
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)
