using System.Net;
using System.Text;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Numerics;

namespace Limpid.Runs.Reports;

/// <summary>A report as one HTML file that needs nothing beside it: pictures are inside, nothing is fetched, nothing
/// runs.</summary>
internal static class ReportPage
{
    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.4rem; margin-bottom: 0 } h2 { font-size: 1.1rem; margin-top: 2.5rem } .big { font-size: 3rem; line-height: 1.2; margin: 1rem 0 0 }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums } td, th { padding: .15rem 1rem .15rem 0; text-align: left; vertical-align: top } td.number, th.number { text-align: right }
        figure { margin: 0 } figcaption, .quiet { color: #666 } img { max-width: 100%; height: auto } code, pre { font-size: .85rem; overflow-wrap: anywhere } pre { overflow-x: auto; background: #f6f6f6; padding: 1rem }
        """;

    public static string Of(Report report, string name, IEnumerable<Figure> figures, string note)
    {
        var page = new StringBuilder(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                + "content=\"width=device-width\">\n"
        );
        page.Append($"<title>{Text(name)}</title>\n<style>{Style}</style>\n<h1>{Text(name)}</h1>\n");
        page.Append(
            $"<p class=\"quiet\">{Text(report.Recipe.Data)}, "
                + $"<code>{Text(Notation.Write(report.Recipe.Architecture))}</code></p>\n"
        );
        Headline(page, report.Result);
        Facts(page, report);
        if (note.Length > 0)
            page.Append($"<p class=\"quiet\">{Text(note)}</p>\n");
        foreach (Figure figure in figures)
            page.Append(
                $"<h2>{Text(figure.Title)}</h2>\n<figure><img alt=\"{Text(figure.Title)}\" "
                    + $"src=\"data:image/png;base64,{Convert.ToBase64String(figure.Png)}\">\n<figcaption>{Text(figure.Caption)}</figcaption></figure>\n"
            );
        if (report.Measured is { } measured)
            Classes(page, measured.Confusion, report.Model.ClassNames);
        page.Append(
            "<h2>The recipe</h2>\n<p class=\"quiet\">All that decided this training. The same recipe on the "
                + "same data gives the same weights, bit for "
                + $"bit.</p>\n<pre>{Text(LimpidJson.ToNode(report.Recipe).ToString())}</pre>\n</html>\n"
        );
        return page.ToString();
    }

    private static void Headline(StringBuilder page, RunResult result)
    {
        if (result is { TestAccuracy: { } accuracy, TestInterval: [var low, var high] })
            page.Append(
                $"<p class=\"big\">{100 * accuracy:0.00} %</p>\n<p>of the test set answered right (95 % "
                    + $"interval {100 * low:0.00} to {100 * high:0.00} %), measured once, after "
                    + "training.</p>\n"
            );
        else
            page.Append("<p>The data came without a test set, so nothing is claimed about new pictures.</p>\n");
    }

    private static void Facts(StringBuilder page, Report report)
    {
        RunResult r = report.Result;
        (string Name, string Value)[] facts =
        [
            ("Validation", r.ValidationAccuracy is { } v ? $"{100 * v:0.00} % right" : "none"),
            ("Parameters", $"{r.Parameters:N0}"),
            ("Epochs", $"{r.Epochs}; the model is of epoch {r.ModelEpoch}"),
            ("Speed", $"{r.ImagesPerSecond:N0} images a second, {r.Seconds:0.0} s inside steps"),
            ("Seed", $"{r.Seed}"),
            ("Model", r.Model),
            ("Weights", $"SHA-256 {r.WeightsSha256}"),
            ("Data", $"SHA-256 {r.DataSha256}"),
        ];
        page.Append("<table>\n");
        foreach ((string name, string value) in facts)
            page.Append($"<tr><th>{Text(name)}</th><td>{Text(value)}</td></tr>\n");
        page.Append("</table>\n");
    }

    private static void Classes(StringBuilder page, ConfusionMatrix confusion, ImmutableSequence<string> names)
    {
        page.Append(
            "<h2>Class by class</h2>\n<table>\n<tr><th>class</th><th class=\"number\">samples</th><th "
                + "class=\"number\">precision</th><th class=\"number\">recall</th><th "
                + "class=\"number\">F1</th></tr>\n"
        );
        for (int k = 0; k < names.Count; k++)
            page.Append(
                $"<tr><td>{Text(names[k])}</td><td class=\"number\">{confusion.Support(k):N0}</td><td "
                    + $"class=\"number\">{100 * confusion.Precision(k):0.0} %</td><td "
                    + $"class=\"number\">{100 * confusion.Recall(k):0.0} %</td><td "
                    + $"class=\"number\">{100 * confusion.F1(k):0.0} %</td></tr>\n"
            );
        page.Append(
            "</table>\n<p class=\"quiet\">Precision: of the answers “this class”, how many were right. "
                + "Recall: of the samples of this class, how many were found.</p>\n"
        );
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
