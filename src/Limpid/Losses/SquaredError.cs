using System.Text.Json.Serialization;
using Limpid.Layers;

namespace Limpid.Losses;

/// <summary>½ Σₖ wₖ(aₖ − yₖ)² of what the network shows; ∂/∂aₖ = wₖ(aₖ − yₖ). The video's cost, with the ½ of Nielsen's
/// book, so that its rates mean the same.</summary>
public sealed record SquaredError : Loss
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string FitsOn => "sigmoid or softmax";

    /// <inheritdoc/>
    public override bool Fits(LayerSpec last) => last is Sigmoid or Softmax;

    /// <inheritdoc/>
    public override bool Fuses(LayerSpec last) => false;

    private protected override double Row(ReadOnlySpan<float> scores, ReadOnlySpan<float> y, Span<float> d)
    {
        double sum = 0;
        for (int k = 0; k < y.Length; k++)
        {
            float error = scores[k] - y[k];
            d[k] = Weight(k) * error;
            sum += (double)d[k] * error;
        }
        return sum / 2;
    }
}
