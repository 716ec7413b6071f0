using Limpid.Numerics;

namespace Limpid.Onnx;

/// <summary>Where numbers go into an exported model or come out: a float32 tensor of n samples.</summary>
/// <param name="Name">By which a program asks for it.</param>
/// <param name="Extents">The extents of one sample; n stands before them.</param>
/// <param name="Meaning">What its numbers are.</param>
public sealed record OnnxPort(string Name, ImmutableSequence<int> Extents, string Meaning)
{
    /// <summary>How many samples there are, as the file calls it: any number.</summary>
    public const string Samples = "n";

    /// <summary><c>n x 1 x 28 x 28</c>.</summary>
    public string Shape => string.Join(" x ", Extents.Select(extent => $"{extent}").Prepend(Samples));
}
