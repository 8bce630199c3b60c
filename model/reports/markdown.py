"""Pieces of Markdown."""

from evaluation.intervals import Estimate


def table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def with_interval(estimate: Estimate) -> str:
    low, high = estimate.interval
    return f"{number(estimate.value)} ({number(low)} to {number(high)})"


def number(value: float) -> str:
    """Four significant digits, thousands grouped."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) >= 0.01 or value == 0 else f"{value:.2g}"
