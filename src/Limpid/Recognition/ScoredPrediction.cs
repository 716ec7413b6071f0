namespace Limpid.Recognition;

/// <summary>What a picture was seen as.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="DigitScore">
/// How like a digit it is: z(digit) − z(not a digit) of the detector, less the threshold of the model's rule. Below 0
/// it
/// is not one; +∞ where the model has no rule.
/// </param>
internal readonly record struct ScoredPrediction(Prediction Answer, double DigitScore);

/// <summary>Reads a picture of 28x28: a network with its digit detector, or what stands for them in a
/// test.</summary>
internal delegate ScoredPrediction DigitReader(ReadOnlySpan<byte> picture);
