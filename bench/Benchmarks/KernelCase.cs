namespace Benchmarks;

/// <summary>A kernel on arrays of a size that a network has.</summary>
/// <param name="Name">The kernel and its shape.</param>
/// <param name="Flop">Floating point operations of a run; none where it has no arithmetic to speak of.</param>
/// <param name="Bytes">What it must read and write at least once.</param>
/// <param name="Run">Runs it once.</param>
public sealed record KernelCase(string Name, double Flop, double Bytes, Action Run)
{
    public override string ToString() => Name;
}
