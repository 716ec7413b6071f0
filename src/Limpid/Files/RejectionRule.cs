namespace Limpid.Files;

/// <summary>
/// When a model does not answer with a digit. A judge, a small network of its own beside the model's, says whether a picture is a digit at all; where it
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

/// <summary>A rule as a model file's metadata hold it.</summary>
/// <param name="Judge">What the judge is.</param>
/// <param name="Values">Its weights and biases, in layer order, each as rows: float32 little-endian, or float16 where that loses nothing, in base 64.</param>
/// <param name="LeastDigit">As the rule has it.</param>
/// <param name="LeastConfidence">As the rule has it.</param>
internal sealed record RejectionHeader(Architecture Judge, string Values, double LeastDigit, double LeastConfidence)
{
    private const int Classes = 2;

    public static RejectionHeader? Of(RejectionRule? rule)
    {
        if (rule is null) return null;
        byte[] values = [.. rule.Judge.Parameters.SelectMany(rule.Judge.Bytes)];
        return new(rule.Judge.Architecture, Convert.ToBase64String(Floats.AreHalves(rule.Judge.Values) ? Floats.ToHalves(values) : values), rule.LeastDigit, rule.LeastConfidence);
    }

    /// <summary>The rule.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: it cannot be meant, or does not fit the model's pictures.</exception>
    public RejectionRule Read(int pixels, string where)
    {
        Network judge = Build(where);
        if (judge.Body.Input.Count != pixels || judge.Body.Output.Count != Classes)
            throw LimpidException.InvalidData($"{where}: its judge of non-digits goes from {judge.Body.Input.Count} pixels to {judge.Body.Output.Count} classes, but must go from {pixels} to {Classes}.");
        var values = new byte[judge.Values.Length * sizeof(float)];
        if (!Convert.TryFromBase64String(Values, values, out int came) || (came != values.Length && came != values.Length / 2))
            throw LimpidException.InvalidData($"{where}: its judge of non-digits wants {values.Length} or {values.Length / 2} bytes of values in base 64, but {(came == 0 ? "others" : came)} came.");
        Fill(judge, Floats.Read(values.AsSpan(0, came), isHalf: came < values.Length), where);
        return new() { Judge = judge, LeastDigit = LeastDigit, LeastConfidence = LeastConfidence };
    }

    private Network Build(string where)
    {
        try
        {
            return Network.Empty(Judge);
        }
        catch (LimpidException wrong)
        {
            throw LimpidException.InvalidData($"{where}: the architecture of its judge of non-digits does not fit together: {wrong.Message}", wrong);
        }
    }

    private static void Fill(Network judge, ReadOnlySpan<float> values, string where)
    {
        foreach (float value in values)
            if (!float.IsFinite(value)) throw LimpidException.InvalidData($"{where}: its judge of non-digits holds weights that are no finite numbers.");
        foreach (Layers.Parameter p in judge.Parameters)
        {
            p.Write(values[..p.Count], judge.Writable);
            values = values[p.Count..];
        }
    }
}
