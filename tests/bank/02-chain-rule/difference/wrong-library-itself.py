# score: 0
# says: `central_difference` of nnlib
from nnlib import central_difference
