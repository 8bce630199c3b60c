"""What stands for an unknown value in learners that take none."""

import numpy as np

# Below what nearly every feature takes, so that one split tells it apart.
UNKNOWN = np.float32(-1)


def filled(values: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(values), UNKNOWN, values)
