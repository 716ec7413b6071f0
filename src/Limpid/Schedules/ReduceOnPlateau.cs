using Limpid.Numerics;

namespace Limpid.Schedules;

/// <summary>
/// f = Byᵏ, where k counts the times that more than Patience epochs in a row brought no validation loss below the best
/// so far by one part in
/// ten thousand (PyTorch's ReduceLROnPlateau). Without validation f stays 1.
/// </summary>
/// <param name="By">What each reduction multiplies by, above 0 and at most 1.</param>
/// <param name="Patience">Epochs without progress that are forgiven, at least 0.</param>
public sealed record ReduceOnPlateau(double By = 0.1, int Patience = 10) : Schedule
{
    private const double Progress = 1 - 1e-4;

    /// <inheritdoc/>
    public override double Factor(in ScheduleMoment moment, ReadOnlySpan<double> validationLosses)
    {
        double factor = 1,
            best = double.PositiveInfinity;
        int stale = 0;
        foreach (double loss in validationLosses)
        {
            if (loss < best * Progress)
                (best, stale) = (loss, 0);
            else if (++stale > Patience)
                (factor, stale) = (factor * By, 0);
        }
        return factor;
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        Guard.That(this, By is > 0 and <= 1, "above 0 and at most 1", By);
        Guard.That(this, Patience >= 0, "at least 0", Patience);
    }
}
