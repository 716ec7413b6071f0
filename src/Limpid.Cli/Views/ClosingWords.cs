using Limpid.Runs;

namespace Limpid.Cli.Views;

/// <summary>The end of a training, for people.</summary>
internal static class ClosingWords
{
    public static void Say(Host host, RunFolder folder, RunResult result)
    {
        host.Line();
        host.Line(
            result is { TestAccuracy: { } accuracy, TestInterval: [var low, var high] }
                ? $"Test accuracy  {accuracy:P2}, 95 % interval {low:P2} to {high:P2}"
                : "Test accuracy  not measured: the data have no test set"
        );
        if (result.ValidationAccuracy is { } validation)
            host.Line($"Validation     {validation:P2}, epoch {result.ModelEpoch} of {result.Epochs}");
        if (result.TestRefused is { } refused)
            host.Line($"Refuses        {refused:P2} of the test digits, as no digit or as unsure");
        host.Line($"Parameters     {result.Parameters:N0}");
        host.Line($"Speed          {result.ImagesPerSecond:N0} images/s, {result.Seconds:0.0} s inside steps");
        host.Line($"Weights        SHA-256 {result.WeightsSha256}");
        host.Line($"Saved          {folder[result.Model]}");
        host.Line($"Report         {folder[RunFolder.ReportFile]}");
        host.Line();
        host.Line(
            IsLatest(host, folder)
                ? "Next: limpid evaluate latest, limpid predict IMAGE --model latest, limpid inspect latest "
                    + "--neuron 1:3"
                : $"Next: limpid evaluate {folder.Path}, limpid predict IMAGE --model {folder.Path}"
        );
    }

    /// <summary>False for a run that was taken up again after another began, or that lies elsewhere.</summary>
    private static bool IsLatest(Host host, RunFolder folder)
    {
        try
        {
            return Path.GetFullPath(host.Runs.Resolve("latest"))
                == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Path));
        }
        catch (LimpidException)
        {
            return false; // there is no latest run
        }
    }
}
