namespace Limpid;

/// <summary>
/// ∂L/∂values of one batch, as <see cref="Workspace.Gradient"/> measures it, with the mean loss L that it belongs to.
/// It lies in its workspace, whose next backward pass overwrites it, and keeps what an optimizer remembers from step
/// to step: an optimizer itself is data.
/// </summary>
public sealed class Gradient
{
    private readonly Workspace _workspace;

    internal Gradient(Workspace workspace) => _workspace = workspace;

    /// <summary>L, the mean of the batch's losses.</summary>
    public double Loss { get; internal set; }

    /// <summary>∂L/∂values, in the order of <see cref="Network.Values"/>. The slots of a statistic, such as a batch
    /// normalization's mean, hold by how much the next step lowers it.</summary>
    public ReadOnlySpan<float> Values => _workspace.Gradients;

    internal Span<float> Writable => _workspace.OwnGradients;

    internal float[] First { get; private set; } = [];

    internal float[] Second { get; private set; } = [];

    /// <summary>Steps made with the optimizer at hand.</summary>
    internal long Steps { get; set; }

    private Type? Kind { get; set; }

    /// <summary>Forgets what another kind of optimizer remembered. A changed rate goes on.</summary>
    internal void RememberFor(Optimizers.Optimizer optimizer)
    {
        if (Kind == optimizer.GetType())
            return;
        (Kind, Steps) = (optimizer.GetType(), 0);
        First = new float[optimizer.Slots > 0 ? Values.Length : 0];
        Second = new float[optimizer.Slots > 1 ? Values.Length : 0];
    }
}
