namespace Limpid.Files;

/// <summary>
/// When a model does not answer with a digit. A detector, a small network of its own beside the model's, says whether a
/// picture is a digit at all; where it
/// is, the model's own probability says whether it is sure which.
/// </summary>
public sealed record RejectionRule
{
    /// <summary>The detector: from the model's pictures to two classes, not a digit and digit.</summary>
    public required Network DigitDetector { get; init; }

    /// <summary>A picture is no digit where z(digit) − z(not a digit), the detector's scores, is below this.</summary>
    public required double MinDigitScore { get; init; }

    /// <summary>The model is unsure where its highest probability is below this.</summary>
    public required double MinConfidence { get; init; }
}

/// <summary>A rule as a model file's metadata hold it; the detector's weights lie among the file's tensors.</summary>
/// <param name="DigitDetector">What the detector is.</param>
/// <param name="MinDigitScore">As the rule has it.</param>
/// <param name="MinConfidence">As the rule has it.</param>
internal sealed record RejectionHeader(Architecture DigitDetector, double MinDigitScore, double MinConfidence)
{
    private const int Classes = 2;

    public static RejectionHeader? Of(RejectionRule? rule) =>
        rule is null ? null : new(rule.DigitDetector.Architecture, rule.MinDigitScore, rule.MinConfidence);

    /// <summary>The rule.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: the detector does not fit the model's
    /// pictures.</exception>
    public RejectionRule Read(Network detector, int pixels, string where) =>
        detector.Body.Input.Count == pixels && detector.Body.Output.Count == Classes
            ? new()
            {
                DigitDetector = detector,
                MinDigitScore = MinDigitScore,
                MinConfidence = MinConfidence,
            }
            : throw LimpidException.InvalidData(
                $"{where}: its digit detector goes from {detector.Body.Input.Count} pixels to "
                    + $"{detector.Body.Output.Count} classes, but must go from {pixels} to {Classes}."
            );
}
