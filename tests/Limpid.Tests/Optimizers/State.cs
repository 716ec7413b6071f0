using Limpid.Optimizers;

namespace Limpid.Tests.Optimizers;

/// <summary>Parameters, gradients and the state of an optimizer, from zero.</summary>
internal sealed class State(Optimizer optimizer, int length)
{
    public float[] Values { get; } = new float[length];

    public float[] Gradients { get; } = new float[length];

    public float[] First { get; } = new float[optimizer.Slots > 0 ? length : 0];

    public float[] Second { get; } = new float[optimizer.Slots > 1 ? length : 0];

    public void Update(Optimizer by, UpdateStep step) => by.Update(Values, Gradients, First, Second, step);

    public void Update(Optimizer by, UpdateStep step, int from, int count) =>
        by.Update(
            Values.AsSpan(from, count),
            Gradients.AsSpan(from, count),
            First.Length > 0 ? First.AsSpan(from, count) : [],
            Second.Length > 0 ? Second.AsSpan(from, count) : [],
            step
        );
}
