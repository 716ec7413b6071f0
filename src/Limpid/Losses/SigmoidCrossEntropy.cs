using System.Text.Json.Serialization;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Losses;

/// <summary>
/// −Σₖ wₖ(yₖ ln aₖ + (1 − yₖ) ln(1 − aₖ)) with a = σ(z), measured on z: Σₖ wₖ(max(z, 0) − zy + ln(1 + e^−|z|)); ∂/∂zₖ =
/// wₖ(aₖ − yₖ).
/// Each output answers yes or no for itself. Nielsen's book, chapter 3.
/// </summary>
public sealed record SigmoidCrossEntropy : Loss
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string FitsOn => "sigmoid";

    /// <inheritdoc/>
    public override bool Fits(LayerSpec last) => last is Sigmoid;

    /// <inheritdoc/>
    public override bool Fuses(LayerSpec last) => last is Sigmoid;

    private protected override double Row(ReadOnlySpan<float> scores, ReadOnlySpan<float> y, Span<float> d)
    {
        Kernels.Activations.Forward(default(Sigmoid.Formula), scores, d);
        double sum = 0;
        for (int k = 0; k < y.Length; k++)
        {
            double z = scores[k];
            sum += Weight(k) * (Math.Max(z, 0) - z * y[k] + Elementary.Log(1 + Elementary.Exp(-Math.Abs(z))));
            d[k] = Weight(k) * (d[k] - y[k]);
        }
        return sum;
    }
}
