using System.Globalization;
using System.Runtime.InteropServices;
using Limpid.Data;
using Limpid.Datasets;
using Limpid.Server;
using Microsoft.Playwright;

namespace LabPage;

/// <summary>Opens the lab's page in a real Chromium, as <c>limpid lab</c> serves it, and measures what its user feels:
/// a Markdown table goes to stdout.</summary>
internal static class Program
{
    private const string Site = "artifacts/site",
        Usage =
            "Expected: [--minutes N] [--only loading|drawing|moving|learning]. Start it in the repository's "
            + "root, after: dotnet run build.cs site";
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private static readonly OrderedDictionary<string, Func<Stage, double, IAsyncEnumerable<Row>>> Measures = new(
        StringComparer.Ordinal
    )
    {
        ["loading"] = Loading.MeasureAsync,
        ["drawing"] = Drawing.MeasureAsync,
        ["moving"] = Moving.MeasureAsync,
        ["learning"] = Learning.MeasureAsync,
    };

    private static async Task<int> Main(string[] args)
    {
        double minutes = 10;
        string[] rest = args;
        if (rest is ["--minutes", var text, .. var others])
            (minutes, rest) = (
                double.TryParse(text, CultureInfo.InvariantCulture, out double given) ? given : 0,
                others
            );
        string? only = rest is ["--only", var name] && Measures.ContainsKey(name) ? name : null;
        bool isMeant = minutes is > 0 and <= 600 && (rest is [] || only is not null);
        if (!isMeant || !File.Exists($"{Site}/index.html") || Array.Find(Places, File.Exists) is not { } chromium)
        {
            await Console
                .Error.WriteLineAsync(
                    isMeant
                        ? $"{Usage}. It needs MNIST (limpid data get mnist) and Chromium at "
                            + $"{string.Join(" or ", Places)}."
                        : Usage
                )
                .ConfigureAwait(false);
            return 2;
        }
        await using LabServer server = await LabServer
            .StartAsync(new LabOptions(Path.GetFullPath(Site)) { Digits = Digits() })
            .ConfigureAwait(false);
        using IPlaywright playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        await using IBrowser browser = await playwright
            .Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = chromium,
                    Args = ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
                }
            )
            .ConfigureAwait(false);
        var stage = new Stage(browser, server.Address, Path.GetFullPath(Site));

        Console.WriteLine(
            $"# What the lab's page takes\n\n{Environment.ProcessorCount} processors ({Processor()}, "
                + $"{RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.OSDescription.Trim()}, "
                + "Chromium "
                + $"{browser.Version} without a screen and without a GPU, page and browser on one machine, "
                + $"{DateTime.UtcNow:yyyy-MM-dd}; load average at the start {Busy()}.\n"
        );
        Console.WriteLine("| what | measured | goal |\n|---|---|---|");
        foreach (
            Func<Stage, double, IAsyncEnumerable<Row>> measure in Measures
                .Where(pair => only is null || pair.Key == only)
                .Select(pair => pair.Value)
        )
        await foreach (Row row in measure(stage, minutes).ConfigureAwait(false))
            Console.WriteLine($"| {row.What} | {row.Measured} | {row.Goal} |");
        Console.WriteLine(
            "\n```\ndotnet run build.cs site\ndotnet run -c Release --project bench/LabPage -- --minutes "
                + $"{minutes.ToString(CultureInfo.InvariantCulture)}{(only is null ? "" : $" --only {only}")}\n```"
        );
        return 0;
    }

    /// <summary>MNIST as the site was built with it.</summary>
    private static DatasetPair Digits() => new(Read("train"), Read("t10k"));

    private static Dataset Read(string part)
    {
        using FileStream pictures = File.OpenRead($"{Site}/data/{part}-images-idx3-ubyte.gz"),
            labels = File.OpenRead($"{Site}/data/{part}-labels-idx1-ubyte.gz");
        return IdxFormat.ReadPictures(part, pictures, labels, new Mnist().ClassNames);
    }

    private static string Processor() =>
        File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            is { } line
            ? line[(line.IndexOf(':') + 1)..].Trim()
            : "unknown";

    private static string Busy() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}

/// <summary>A line of the table.</summary>
internal sealed record Row(string What, string Measured, string Goal);
