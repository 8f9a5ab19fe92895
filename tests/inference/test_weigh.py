"""Weighing is the mathematics it claims: Gaussian densities, conditions, limits and mixtures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from inference.backwards import MARKERS, SIGNS, record, weighed
from numpy.typing import NDArray
from scipy import stats

from corrin.inference.case import Observation, SignSeen
from corrin.inference.courses import Particles
from corrin.inference.filtration import ckd_epi
from corrin.inference.posterior import deficient, limits, mixture
from corrin.inference.proposal import Proposed
from corrin.inference.spread import LATENT
from corrin.inference.weigh import Evidence, antibody
from corrin.physiology.body import typical
from corrin.physiology.cell import mutase, synthase

Array = NDArray[np.float64]
ROWS, SEEN, NUMBERS = 5, 6, 4
NAMES = ("total-b12", "holotc", "mma", "homocysteine", "hb", "mcv")


def evidence(seed: int, censor: str = "") -> Evidence:
    """Any evidence; `censor` is of the last observation."""
    draw = np.random.default_rng(seed)
    seen = tuple(
        Observation(MARKERS[name], 100.0, censor if name == NAMES[-1] else "", 0.0, "") for name in NAMES
    )
    own = draw.uniform(0.01, 0.05, SEEN)
    return Evidence(
        seen, 0.5 * draw.standard_normal((ROWS, SEEN)), 0.3 * draw.standard_normal((ROWS, SEEN, NUMBERS)),
        np.diag(own), draw.uniform(0.01, 0.04, SEEN),
    )  # fmt: skip


def full(shown: Evidence, row: int) -> Array:
    """Covariance of all observations of one row, written out."""
    loading = shown.loading[row]
    return loading @ loading.T + shown.shared + np.diag(shown.noise)


@pytest.mark.parametrize("seed", range(5))
def test_the_likelihood_is_the_gaussian_density(seed: int) -> None:
    shown = evidence(seed)
    for use in ([0], [2, 4], [0, 1, 2, 3, 4, 5]):
        for row, found in enumerate(shown.log_likelihoods(use)[0]):
            part = full(shown, row)[np.ix_(use, use)]
            said = stats.multivariate_normal(np.zeros(len(use)), part).logpdf(shown.residual[row, use])
            assert found == pytest.approx(float(said), rel=1e-9, abs=1e-9)
    assert shown.log_likelihoods([])[0].tolist() == [0.0] * ROWS


@pytest.mark.parametrize("seed", range(5))
def test_leaving_one_out_is_leaving_it_out(seed: int) -> None:
    shown, use = evidence(seed), [0, 1, 3, 4, 5]
    _, without = shown.log_likelihoods(use)
    for column, place in enumerate(use):
        direct = shown.log_likelihoods([each for each in use if each != place])[0]
        np.testing.assert_allclose(without[:, column], direct, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_conditioning_is_that_of_a_joint_gaussian(seed: int) -> None:
    """Two outputs beside the observations: the whole covariance is written out, then conditioned by rows."""
    shown, draw = evidence(seed), np.random.default_rng(seed + 50)
    loading = 0.3 * draw.standard_normal((ROWS, 2, NUMBERS))
    own, shared = np.array([0.03, 0.05]), np.zeros((2, SEEN))
    shared[0, 2] = 0.015
    use = [0, 2, 3, 5]
    mean, covariance = shown.joint(loading, own, shared, use)
    for row in range(ROWS):
        cross = (loading[row] @ shown.loading[row].T + shared)[:, use]
        inner = np.linalg.inv(full(shown, row)[np.ix_(use, use)])
        prior = loading[row] @ loading[row].T + np.diag(own)
        np.testing.assert_allclose(mean[row], cross @ inner @ shown.residual[row, use], rtol=1e-8)
        np.testing.assert_allclose(covariance[row], prior - cross @ inner @ cross.T, rtol=1e-8, atol=1e-12)
    same, variance = shown.conditional(loading, own, shared, use)
    np.testing.assert_allclose(same, mean)
    np.testing.assert_allclose(variance, np.diagonal(covariance, axis1=1, axis2=2))
    nothing, whole = shown.joint(loading, own, shared, [])
    assert not nothing.any()
    np.testing.assert_allclose(whole[0], loading[0] @ loading[0].T + np.diag(own))


@pytest.mark.parametrize("seed", range(5))
def test_a_limit_adds_up_over_the_values_it_stands_for(seed: int) -> None:
    """The density of an exact last value, integrated below the limit, is the likelihood of "<"."""
    below, above = evidence(seed, "<"), evidence(seed, ">")
    use = list(range(SEEN))
    away = np.linspace(-12.0, 0.0, 6001)
    dense = []
    for step in away:
        moved = below.residual.copy()
        moved[:, -1] += step
        dense.append(np.exp(replace(evidence(seed), residual=moved).log_likelihoods(use)[0]))
    summed = np.trapezoid(np.array(dense), away, axis=0)
    np.testing.assert_allclose(np.exp(below.log_likelihoods(use)[0]), summed, rtol=1e-3)
    alone = np.exp(below.log_likelihoods(use[:-1])[0])
    both = np.exp(below.log_likelihoods(use)[0]) + np.exp(above.log_likelihoods(use)[0])
    np.testing.assert_allclose(both, alone, rtol=1e-9)


def test_a_limit_far_away_says_nothing_and_one_that_is_crossed_says_much() -> None:
    shown, use = evidence(1, "<"), list(range(SEEN))
    far, crossed = shown.residual.copy(), shown.residual.copy()
    far[:, -1] += 30.0
    crossed[:, -1] -= 30.0
    plain = shown.log_likelihoods(use[:-1])[0]
    np.testing.assert_allclose(replace(shown, residual=far).log_likelihoods(use)[0], plain, rtol=1e-12)
    assert np.all(replace(shown, residual=crossed).log_likelihoods(use)[0] < plain - 50.0)


def test_distance_is_that_of_mahalanobis() -> None:
    shown, use = evidence(3), [1, 2, 5]
    for row, found in enumerate(shown.distance(use)):
        away = shown.residual[row, use]
        assert found == pytest.approx(float(away @ np.linalg.inv(full(shown, row)[np.ix_(use, use)]) @ away))


def test_the_quantiles_of_a_mixture_are_those_of_its_draws() -> None:
    """Against 400,000 draws; standard error of a quantile here below 0.01."""
    mean, variance = np.array([-2.0, 0.0, 5.0]), np.array([0.25, 1.0, 4.0])
    weights = np.array([0.2, 0.5, 0.3])
    draw = np.random.default_rng(0)
    which = draw.choice(3, 400_000, p=weights)
    drawn = mean[which] + np.sqrt(variance[which]) * draw.standard_normal(which.size)
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    np.testing.assert_allclose(
        mixture(mean, variance, weights, levels), np.quantile(drawn, levels), atol=0.04
    )
    one = mixture(np.array([1.0]), np.array([4.0]), np.array([1.0]))
    np.testing.assert_allclose(one, 1.0 + 2.0 * stats.norm.ppf([0.05, 0.5, 0.95]), atol=1e-6)


@pytest.mark.parametrize(
    ("mg_per_dl", "age", "sex", "expected"),
    [(1.0, 50, "female", 68.6), (1.0, 50, "male", 91.7), (0.7, 50, "female", 105.3), (0.9, 30, "male", 117.8),
     (2.0, 70, "male", 35.3), (0.5, 25, "female", 133.4), (4.0, 80, "female", 10.8), (0.6, 40, "male", 125.2)],
)  # fmt: skip
def test_filtration_from_creatinine(mg_per_dl: float, age: float, sex: str, expected: float) -> None:
    """CKD-EPI 2021 worked by hand; the first two are also what public calculators give (69 and 92)."""
    assert ckd_epi(88.4 * mg_per_dl, age, sex) == pytest.approx(expected, abs=0.15)


def test_filtration_falls_with_creatinine_and_age() -> None:
    values = [ckd_epi(creatinine, 60.0, "female") for creatinine in (30.0, 60.0, 61.88, 90.0, 200.0, 900.0)]
    assert values == sorted(values, reverse=True)
    assert ckd_epi(80.0, 40.0, "male") > ckd_epi(80.0, 70.0, "male")


def test_an_antibody_test_does_not_change_how_often_assays_are_deceived() -> None:
    """Of those with pernicious anaemia, with a positive test and without it together."""
    deceit = MARKERS["total-b12"].deceived
    assert deceit is not None
    known = record("person: {age: 60, sex: female}")
    place = [each.cause.id for each in known.suspects].index("pernicious-anaemia")
    has = np.arange(len(known.suspects)) == np.array([[place], [-1]])
    none = np.zeros((2, 0))
    people = Particles(
        np.arange(2), np.zeros(2), none, none, none, none, Proposed(has, np.zeros((*has.shape, 3)))
    )

    def held(*signs: SignSeen) -> Array:
        return antibody(replace(known, signs=signs), people, deceit)

    positive, negative = (held(SignSeen("anti-if", seen)) for seen in (True, False))
    tested = deceit.antibody.probability({"pernicious-anaemia": has[:, place].astype(float)})
    np.testing.assert_allclose(tested * positive + (1.0 - tested) * negative, held(), rtol=1e-12)
    assert held()[0] == pytest.approx(SIGNS["anti-if"].positive["pernicious-anaemia"]) and held()[1] == 0.0
    assert positive[0] > 0.95 and positive[1] == 0.0 and np.all(negative == 0.0)


def test_a_radioassay_is_believed_and_another_is_not() -> None:
    """Pernicious anaemia with a plain deficiency of all but total B12."""
    text = """
        person: {age: 66, sex: female}
        results:
          - {test: total-b12, value: 420, unit: pmol/L%s}
          - {test: mma, value: 4.2, unit: umol/L}
          - {test: anti-if, value: positive}
    """
    found = [weighed(record(text % more), 1200) for more in ("", ", platform: roche", ", platform: bio-rad")]
    plain, roche, bio_rad = (each.p_cause("pernicious-anaemia") for each in found)
    assert min(plain, roche) > 0.6 > bio_rad, (plain, roche, bio_rad)


def test_the_limits_of_deficiency_are_where_the_enzymes_work_at_the_defined_part() -> None:
    from corrin.inference.posterior import WORKING

    body = typical()
    methyl, adenosyl = limits(body)
    whole = synthase(body.cell.normal_methyl, body.cell)
    assert synthase(methyl, body.cell) == pytest.approx(WORKING * whole, rel=1e-6)
    assert mutase(adenosyl, body.cell) == pytest.approx(WORKING, rel=1e-6)
    sharp = np.full((3, len(LATENT)), 1e-8)
    pools = np.log(np.array([
        [1.0, 1.02 * methyl, 1.02 * adenosyl], [1.0, 0.98 * methyl, 2.0 * adenosyl],
        [1.0, 2.0 * methyl, 0.98 * adenosyl],
    ]))  # fmt: skip
    np.testing.assert_allclose(deficient(pools, sharp, body), [0.0, 1.0, 1.0], atol=1e-9)
