using Microsoft.Playwright;

namespace LabPage;

/// <summary>How soon a point of a stroke is answered.</summary>
internal static class Drawing
{
    private const int Strokes = 5,
        Points = 40,
        Pause = 40; // milliseconds between two points

    public static async IAsyncEnumerable<Row> MeasureAsync(Stage stage, double minutes)
    {
        IPage page = await stage.OpenAsync("").ConfigureAwait(false);
        ILocator pad = page.Locator("canvas[role=application]");
        await pad.WaitForAsync().ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromSeconds(2)).ConfigureAwait(false); // the test digits come in
        LocatorBoundingBoxResult box = (await pad.BoundingBoxAsync().ConfigureAwait(false))!;
        for (int stroke = 0; stroke < Strokes; stroke++)
        {
            await page.Mouse.MoveAsync(box.X + box.Width * 0.75f, box.Y + box.Height / 2).ConfigureAwait(false);
            await page.Mouse.DownAsync().ConfigureAwait(false);
            for (int point = 1; point <= Points; point++)
            {
                (double sine, double cosine) = Math.SinCos(2 * Math.PI * point / Points);
                await page
                    .Mouse.MoveAsync(
                        box.X + box.Width * (float)(0.5 + 0.25 * cosine),
                        box.Y + box.Height * (float)(0.5 + 0.35 * sine)
                    )
                    .ConfigureAwait(false);
                await Task.Delay(Pause).ConfigureAwait(false);
            }
            await page.Mouse.UpAsync().ConfigureAwait(false);
            await page.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true })
                .ClickAsync()
                .ConfigureAwait(false);
        }
        double[] times = await page.EvaluateAsync<double[]>("watched.strokes").ConfigureAwait(false);
        yield return new(
            $"from a stroke’s point to its answer in the page, {times.Length} points",
            $"median {Stage.At(times, 0.5):F1} ms, 95 % {Stage.At(times, 0.95):F1} ms",
            "≤ 10 ms"
        );
        await page.Context.CloseAsync().ConfigureAwait(false);
    }
}
