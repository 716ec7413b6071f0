using System.Globalization;
using System.Text;
using Limpid.Numerics;
using Limpid.Training;

namespace Limpid.Runs;

/// <summary>A line an epoch, as comma-separated values: numbers written so that reading gives them back exactly,
/// missing ones empty.</summary>
internal static class Metrics
{
    private const string Header =
        "epoch,step,trainingLoss,trainingAccuracy,validationLoss,validationAccuracy,rate,imagesPerSecond,best,gradientNorms";
    private const char Between = ' '; // the norms, one a layer

    /// <summary>The whole file.</summary>
    public static string Write(IEnumerable<EpochReport> epochs) =>
        epochs.Aggregate(new StringBuilder(Header).Append('\n'), (text, epoch) => text.Append(Line(epoch))).ToString();

    /// <summary>One line, with its end.</summary>
    public static string Line(EpochReport e) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{e.Epoch},{e.Step},{e.TrainingLoss},{e.TrainingAccuracy},{e.ValidationLoss},{e.ValidationAccuracy},{e.Rate},{e.ImagesPerSecond},{(e.IsBest ? 1 : 0)},{string.Join(Between, e.GradientNorms)}\n"
        );

    /// <summary>Reads the file back.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: a line is not as we write it.</exception>
    public static IReadOnlyList<EpochReport> Read(string text, string where)
    {
        string[] lines = text.Split('\n')[..^1]; // what follows the last line's end was cut short by a crash
        if (lines.Length == 0 || lines[0] != Header)
            throw Wrong(where, 1, "the header");
        return [.. lines.Skip(1).Select((line, i) => Parse(line) ?? throw Wrong(where, i + 2, "an epoch's numbers"))];
    }

    private static EpochReport? Parse(string line)
    {
        string[] parts = line.Split(',');
        if (
            parts.Length != Header.Split(',').Length
            || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out int epoch)
            || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out long step)
        )
            return null;
        double?[] numbers = [.. parts[2..8].Select(Number)];
        double?[] norms = [.. parts[9].Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(Number)];
        if (
            numbers is not [{ } loss, { } accuracy, var validationLoss, var validationAccuracy, { } rate, { } speed]
            || Array.Exists(norms, n => n is null)
        )
            return null;
        return new(
            epoch,
            step,
            loss,
            accuracy,
            validationLoss,
            validationAccuracy,
            rate,
            ImmutableSequence.From(norms.Select(n => n!.Value)),
            speed,
            parts[8] == "1"
        );
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static LimpidException Wrong(string where, int line, string expected) =>
        LimpidException.InvalidData(
            $"{where}, line {line}: expected {expected}. Delete the file: resuming the run writes it anew."
        );
}
