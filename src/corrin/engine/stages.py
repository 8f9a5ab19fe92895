"""Stages: one step of the method, in every lane with its own length."""

from __future__ import annotations

from corrin.engine.lesions import Lesions
from corrin.engine.system import SIZE
from corrin.engine.vector import Value
from corrin.engine.writer import Writer

_NUDGE = 1e-4  # of a step, for the slope in time
_TINY = 1e-200  # a state this near nothing is nothing, so that no arithmetic is done on denormals


class Stages(Writer):
    """Writes the stages of a step and the measure of its error."""

    def step(self) -> None:
        """From `y` to `y1`, with the stages in `k0`..., over each lane's `length`."""
        at, lanes = self.at, self.lanes
        length = self.length()
        inverse = at.fdiv(lanes.number(1.0), length)
        self.fields.keep(at.fdiv(inverse, lanes.number(self.method.gamma)), "g")
        self.call(self.kernel.factor, "y", "p", "q", "g", "f", "lu")
        moving = lanes.any(at, self.flag("moving"))
        with at.if_then(moving):
            self._drift(length)
        for stage in range(self.method.stages):
            self._stage(stage, length, inverse, moving)

    def length(self) -> Value:
        """Each lane's step: as planned, up to its next stop and not by a sliver short of it."""
        at, lanes = self.at, self.lanes
        left, planned = at.fsub(self.vector("target"), self.vector("time")), self.vector("step")
        far = at.fcmp_ordered("<", at.fmul(planned, lanes.number(2.0)), left)
        last = at.fcmp_ordered("<=", left, at.fmul(planned, lanes.number(1.0001)))
        length = at.select(far, planned, at.select(last, left, at.fmul(left, lanes.number(0.5))))
        length = at.select(self.flag("active"), length, lanes.number(1.0))
        self.fields.keep(length, "length")
        self.set_flag(last, "reached")
        return length

    def later(self, length: Value) -> Value:
        """The end of the step, to the last bit where it is a stop."""
        at = self.at
        reached = at.trunc(self.fields.vector("reached", self.lanes.whole), self.lanes.mask)
        return at.select(reached, self.vector("target"), at.fadd(self.vector("time"), length))

    def error(self) -> tuple[Value, Value]:
        """Largest error of a state over what is allowed, and which state it is; writes `y1`."""
        at, lanes = self.at, self.lanes
        error, limit, worst = lanes.number(0.0), lanes.number(1.0), lanes.number(0.0)
        for n in range(SIZE):
            change, y = self.load(f"k{self.method.stages - 1}", n), self.load("y", n)
            new = at.fadd(self.load("u", n), change)
            size = lanes.call(at, "maxnum", lanes.call(at, "fabs", y), lanes.call(at, "fabs", new))
            new = at.select(at.fcmp_ordered("<", size, lanes.number(_TINY)), lanes.number(0.0), new)
            self.store(new, "y1", n)
            allowed = at.fadd(size, lanes.number(self.kernel.scale[n]))
            change = lanes.call(at, "fabs", change)
            # change / allowed > error / limit, without dividing; what is no number is worst, and stays
            more = at.fcmp_unordered(">", at.fmul(change, limit), at.fmul(error, allowed))
            more = at.and_(more, at.fcmp_ordered("ord", error, error))
            error, limit = at.select(more, change, error), at.select(more, allowed, limit)
            worst = at.select(more, lanes.number(float(n)), worst)
        relative = self.splat(self.fields.real("relative"))
        return at.fdiv(error, at.fmul(limit, relative)), worst

    def _drift(self, length: Value) -> None:
        """Slope of the rates in time, of lanes whose numbers move."""
        at, lanes, lesions = self.at, self.lanes, Lesions(self.kernel, self.at, self.fields)
        nudge = at.fmul(length, lanes.number(_NUDGE))
        lesions.apply(at.fadd(self.vector("time"), nudge))
        lesions.prepare()
        self.call(self.kernel.rates, "y", "p", "q", "u")
        pace, moves = at.fdiv(lanes.number(1.0), nudge), self.flag("moving")

        def one(n: Value) -> None:
            slope = at.fmul(at.fsub(self.load("u", n), self.load("f", n)), pace)
            self.store(at.select(moves, slope, lanes.number(0.0)), "drift", n)

        self.each(SIZE, one)

    def _stage(self, stage: int, length: Value, inverse: Value, moving: Value) -> None:
        at, method, lesions = self.at, self.method, Lesions(self.kernel, self.at, self.fields)
        renewed = stage > 0 and method.nodes[stage] != method.nodes[stage - 1]
        if renewed:
            with at.if_then(moving):
                lesions.apply(self._node(method.nodes[stage], length))
        self._argument(stage, inverse)
        with at.if_then(moving):
            if renewed:
                lesions.prepare()
            if method.d[stage]:
                self._drifted(at.fmul(length, self.lanes.number(method.d[stage])))
        if stage:
            self.call(self.kernel.rates, "u", "p", "q", f"k{stage}")
        self.call(self.kernel.solve, "lu", f"k{stage}", "right")

    def _node(self, part: float, length: Value) -> Value:
        """The time of a stage; that of the last is the step's end, to the bit."""
        if part == 1.0:
            return self.later(length)
        return self.lanes.fma(self.at, self.lanes.number(part), length, self.vector("time"))

    def _argument(self, stage: int, inverse: Value) -> None:
        """Where the stage's rates are taken, and what the stages before add to its right side."""
        if not stage:
            self.each(SIZE, self._first)
            return
        at, lanes, method = self.at, self.lanes, self.method
        a = method.a[stage - 1]
        before = method.a[stage - 2] if stage > 1 else None
        onward = before is not None and a[:-1] == before  # the argument before, and one stage more
        weights = [at.fmul(inverse, lanes.number(each)) for each in method.c[stage - 1]]

        def one(n: Value) -> None:
            u = self.load("u" if onward else "y", n)
            right: Value = lanes.number(0.0)
            for m in range(stage):
                k = self.load(f"k{m}", n)
                if not onward or m == stage - 1:
                    u = lanes.fma(at, lanes.number(a[m]), k, u)
                right = lanes.fma(at, weights[m], k, right)
            self.store(u, "u", n)
            self.store(right, "right", n)

        self.each(SIZE, one)

    def _first(self, n: Value) -> None:
        self.store(self.load("f", n), "k0", n)
        self.store(self.lanes.number(0.0), "right", n)

    def _drifted(self, share: Value) -> None:
        """Add the drift's share to the right side of a stage."""

        def one(n: Value) -> None:
            right = self.lanes.fma(self.at, share, self.load("drift", n), self.load("right", n))
            self.store(right, "right", n)

        self.each(SIZE, one)
