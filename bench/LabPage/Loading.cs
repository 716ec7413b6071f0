using System.IO.Compression;
using Microsoft.Playwright;

namespace LabPage;

/// <summary>What a first visit loads, and how long that takes.</summary>
internal static class Loading
{
    private const int Visits = 9;

    public static async IAsyncEnumerable<Row> MeasureAsync(Stage stage, double minutes)
    {
        var loaded = new List<string>();
        var open = new List<double>();
        var times = new List<double>();
        for (int visit = 0; visit < Visits; visit++)
        {
            loaded.Clear();
            IPage page = await stage
                .OpenAsync("", page =>
                    page.Context.Response += (_, response) => loaded.Add(new Uri(response.Url).AbsolutePath)
                )
                .ConfigureAwait(false);
            await page.Locator("[data-answer]").WaitForAsync().ConfigureAwait(false);
            open.Add(await page.EvaluateAsync<double>("watched.open").ConfigureAwait(false));
            times.Add(await page.EvaluateAsync<double>("watched.ready").ConfigureAwait(false));
            await page.Context.CloseAsync().ConfigureAwait(false);
        }
        string[] script =

            [
                .. loaded
                    .Distinct()
                    .Where(path =>
                        path.StartsWith("/assets/", StringComparison.Ordinal)
                        && path.EndsWith(".js", StringComparison.Ordinal)
                    ),
            ],
            engine = [.. loaded.Distinct().Where(path => path.StartsWith("/_framework/", StringComparison.Ordinal))];
        yield return new(
            "script on the first load, gzip",
            $"{script.Sum(path => Packed(path, stream => new GZipStream(stream, CompressionLevel.SmallestSize))) / 1e3:F1} "
                + $"KB, {script.Length} files",
            "≤ 150 KB"
        );
        yield return new(
            "engine on the first load, brotli at 11",
            $"{engine.Sum(path => Packed(path, stream => new BrotliStream(stream, CompressionLevel.SmallestSize))) / 1e6:F2} "
                + $"MB, {engine.Length} files",
            "≤ 1.8 MB"
        );
        yield return new(
            $"from the address to a page that can be drawn on, on loopback, {Visits} first visits",
            Seconds(open),
            "≤ 2 s"
        );
        yield return new($"from the address to the first answer, the same {Visits} visits", Seconds(times), "≤ 2 s");

        static string Seconds(List<double> times) =>
            $"median {Stage.At(times, 0.5) / 1e3:F2} s, longest {times.Max() / 1e3:F2} s";

        long Packed(string path, Func<Stream, Stream> pack)
        {
            using var count = new MemoryStream();
            using (Stream packed = pack(count))
                packed.Write(File.ReadAllBytes(stage.Site + path));
            return count.ToArray().Length;
        }
    }
}
