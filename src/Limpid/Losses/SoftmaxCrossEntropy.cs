using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Losses;

/// <summary>
/// −Σₖ wₖyₖ ln pₖ with p = softmax(z), measured on z: Σₖ wₖyₖ(m + ln s − zₖ) with m = max z and s = Σⱼ e^(zⱼ − m), safe
/// for any finite z;
/// ∂/∂zₖ = pₖ Σⱼ wⱼyⱼ − wₖyₖ.
/// </summary>
public sealed record SoftmaxCrossEntropy : Loss
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string FitsOn => "softmax";

    /// <inheritdoc/>
    public override bool Fits(LayerSpec last) => last is Softmax;

    /// <inheritdoc/>
    public override bool Fuses(LayerSpec last) => last is Softmax;

    private protected override double Row(ReadOnlySpan<float> scores, ReadOnlySpan<float> y, Span<float> d)
    {
        (float maximum, float s) = SoftmaxRow.Forward(scores, d);
        double logSum = Elementary.Log(s),
            sum = 0;
        float mass = 0;
        for (int k = 0; k < y.Length; k++)
        {
            float weighted = Weight(k) * y[k];
            sum += weighted * (maximum - (double)scores[k] + logSum);
            mass += weighted;
        }
        for (int k = 0; k < y.Length; k++)
            d[k] = d[k] * mass - Weight(k) * y[k];
        return sum;
    }
}
