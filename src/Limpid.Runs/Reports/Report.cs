using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Training;

namespace Limpid.Runs.Reports;

/// <summary>What a finished run has to show: written as a page with pictures, which are also files of their
/// own.</summary>
internal sealed record Report
{
    private const string NoLetters =
        "No font was found on the machine that drew these pictures, so their axes bear no numbers.";

    public required Recipe Recipe { get; init; }

    public required RunResult Result { get; init; }

    public required IReadOnlyList<EpochReport> History { get; init; }

    public required Model Model { get; init; }

    /// <summary>The data of <see cref="Answers"/>; missing, as they are, where there is no test set.</summary>
    public Dataset? Test { get; init; }

    public Predictions? Answers { get; init; }

    public EvaluationReport? Measured { get; init; }

    public void Write(RunFolder folder)
    {
        bool hasLetters = ReportFont.IsThere; // asked before the first picture is drawn
        Figure[] figures = [.. Figures().OfType<Figure>()];
        Directory.CreateDirectory(folder[RunFolder.PicturesFolder]);
        foreach (Figure figure in figures)
            folder.Write(Path.Combine(RunFolder.PicturesFolder, figure.Name + ".png"), stream =>
                stream.Write(figure.Png)
            );
        folder.WriteText(RunFolder.ReportFile, ReportPage.Of(this, folder.Name, figures, hasLetters ? "" : NoLetters));
    }

    private IEnumerable<Figure?> Figures()
    {
        yield return Curves.Loss(History, Result.ModelEpoch);
        yield return Curves.Accuracy(History, Result.ModelEpoch);
        yield return WeightFigure.Of(Model.Network);
        if (Test is null || Answers is null || Measured is null)
            yield break;
        yield return ConfusionFigure.Of(Measured.Confusion, Model.ClassNames);
        yield return ReliabilityFigure.Of(Answers, Measured);
        yield return MistakesFigure.Of(Measured.Mistakes, Test);
    }
}
