# score: 0
# hint: P1
direction = np.array([1, 1, -1, -1])
