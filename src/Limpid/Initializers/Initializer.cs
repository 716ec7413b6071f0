using System.Text.Json.Serialization;
using Limpid.Numerics;

namespace Limpid.Initializers;

/// <summary>How a layer's weights begin. To add one: a file beside this one, and a line here.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(GlorotUniform), "glorot-uniform")]
[JsonDerivedType(typeof(GlorotNormal), "glorot-normal")]
[JsonDerivedType(typeof(HeUniform), "he-uniform")]
[JsonDerivedType(typeof(HeNormal), "he-normal")]
[JsonDerivedType(typeof(PlainNormal), "normal")]
[JsonDerivedType(typeof(Zeros), "zeros")]
public abstract record Initializer
{
    /// <summary>Writes a beginning to every value.</summary>
    /// <param name="values">Weights of one layer, in the order in which the stream is to be drawn.</param>
    /// <param name="fanIn">How many values one neuron sums: 784 for 784 → 16, channels · height · width of the window
    /// for a convolution.</param>
    /// <param name="fanOut">How many neurons one value reaches.</param>
    /// <param name="random">Where the randomness comes from; it moves on.</param>
    /// <exception cref="LimpidException">A fan that the formula needs is not positive.</exception>
    public abstract void Fill(Span<float> values, int fanIn, int fanOut, ref RandomStream random);

    /// <summary>Checks the members.</summary>
    /// <exception cref="LimpidException">A member is out of its range (<see cref="Fault.Usage"/>).</exception>
    public virtual void Validate() { }

    /// <summary>values[i] = limit · u, u uniform in [−1, 1).</summary>
    private protected void FillUniform(Span<float> values, double limit, ref RandomStream random)
    {
        ExpectFinite(limit);
        foreach (ref float value in values)
            value = (float)(limit * (2 * random.NextDouble() - 1));
    }

    /// <summary>values[i] = deviation · n, n standard normal.</summary>
    private protected void FillNormal(Span<float> values, double deviation, ref RandomStream random)
    {
        ExpectFinite(deviation);
        foreach (ref float value in values)
            value = (float)(deviation * random.NextNormal());
    }

    private void ExpectFinite(double scale)
    {
        if (!double.IsFinite(scale))
            throw LimpidException.Usage(
                $"{GetType().Name}: expected a positive number of inputs and outputs, but their scale came to {scale}."
            );
    }
}
