# score: 2
direction = [-1, -1, 1, 1]
