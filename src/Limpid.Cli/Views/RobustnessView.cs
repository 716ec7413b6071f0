using Limpid.Evaluation;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>The accuracy on pictures gone bad, kind by kind: bars on a terminal, plain lines in a pipe.</summary>
internal static class RobustnessView
{
    private const int BarCells = 40;

    public static void Write(Host host, Robustness robustness)
    {
        host.Line("On pictures gone bad, in the manner of MNIST-C (not comparable with that set):");
        Row(host, "as they are", robustness.Clean);
        foreach (CorruptedAccuracy kind in robustness.Kinds)
            Row(host, kind.Corruption, kind.Accuracy);
        Row(host, "mean of the kinds", robustness.Mean);
        host.Line($"  {robustness.Kept:P1} of the accuracy on clean pictures is kept.");
        host.Line();
    }

    private static void Row(Host host, string name, double accuracy)
    {
        string line = $"  {name, -18}{accuracy, 9:P2}";
        if (!host.IsTerminal)
            host.Line(line);
        else
            host.Console.MarkupLine(
                $"{Markup.Escape(line)}  "
                    + $"[{Palette.Signed.Color(1).ToMarkup()}]{new string('━', (int)Math.Round(accuracy * BarCells))}[/]"
            );
    }
}
