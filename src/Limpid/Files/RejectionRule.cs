namespace Limpid.Files;

/// <summary>
/// When a model does not answer with a digit. A judge, a small network of its own beside the model's, says whether a
/// picture is a digit at all; where it
/// is, the model's own probability says whether it is sure which.
/// </summary>
public sealed record RejectionRule
{
    /// <summary>The judge: from the model's pictures to two classes, not a digit and digit.</summary>
    public required Network Judge { get; init; }

    /// <summary>A picture is no digit where z(digit) − z(not a digit), the judge's scores, is below this.</summary>
    public required double LeastDigit { get; init; }

    /// <summary>The model is unsure where its highest probability is below this.</summary>
    public required double LeastConfidence { get; init; }
}

/// <summary>A rule as a model file's metadata hold it; the judge's weights lie among the file's tensors.</summary>
/// <param name="Judge">What the judge is.</param>
/// <param name="LeastDigit">As the rule has it.</param>
/// <param name="LeastConfidence">As the rule has it.</param>
internal sealed record RejectionHeader(Architecture Judge, double LeastDigit, double LeastConfidence)
{
    private const int Classes = 2;

    public static RejectionHeader? Of(RejectionRule? rule) =>
        rule is null ? null : new(rule.Judge.Architecture, rule.LeastDigit, rule.LeastConfidence);

    /// <summary>The rule.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: the judge does not fit the model's
    /// pictures.</exception>
    public RejectionRule Read(Network judge, int pixels, string where) =>
        judge.Body.Input.Count == pixels && judge.Body.Output.Count == Classes
            ? new()
            {
                Judge = judge,
                LeastDigit = LeastDigit,
                LeastConfidence = LeastConfidence,
            }
            : throw LimpidException.InvalidData(
                $"{where}: its judge of non-digits goes from {judge.Body.Input.Count} pixels to "
                    + $"{judge.Body.Output.Count} classes, but must go from {pixels} to {Classes}."
            );
}
