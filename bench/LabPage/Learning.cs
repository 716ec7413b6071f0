using System.Globalization;
using Microsoft.Playwright;

namespace LabPage;

/// <summary>A long training in the page: how fast, how smooth, and whether memory stays as it is.</summary>
internal static class Learning
{
    private const double WarmUpMinutes = 0.25;

    public static async IAsyncEnumerable<Row> MeasureAsync(Stage stage, double minutes)
    {
        foreach (int batch in (int[])[32, 128])
        {
            IPage quick = await OpenAsync(stage, batch, epochs: 3).ConfigureAwait(false);
            await Assertions
                .Expect(quick.GetByText("Finished."))
                .ToBeVisibleAsync(new() { Timeout = 120_000 })
                .ConfigureAwait(false);
            double speed = double.Parse(
                (await quick.Locator("[data-speed]").GetAttributeAsync("data-speed").ConfigureAwait(false))!,
                CultureInfo.InvariantCulture
            );
            yield return new(
                $"training 784-16-16-10, {batch} digits a step, 3 epochs",
                $"{speed:N0} images/s",
                "≥ 40,000"
            );
            await quick.Context.CloseAsync().ConfigureAwait(false);
        }
        IPage page = await OpenAsync(stage, batch: 32, epochs: 100).ConfigureAwait(false);
        ICDPSession session = await Stage.CountingAsync(page).ConfigureAwait(false);
        await TrainAsync(page, Math.Min(WarmUpMinutes, minutes)).ConfigureAwait(false);
        (double heap, double wasm) = await MemoryAsync(page, session).ConfigureAwait(false);
        await page.EvaluateAsync("watched.tasks.length = 0").ConfigureAwait(false);
        await TrainAsync(page, minutes).ConfigureAwait(false);
        double[] tasks = await page.EvaluateAsync<double[]>("watched.tasks").ConfigureAwait(false);
        (double heapAfter, double wasmAfter) = await MemoryAsync(page, session).ConfigureAwait(false);
        yield return new(
            $"longest task of the page’s thread in {minutes:0.#} minutes of training",
            tasks.Length == 0 ? "none over 50 ms" : $"{tasks.Max():F0} ms; {tasks.Length} over 50 ms",
            "≤ 50 ms"
        );
        yield return new(
            $"memory, {minutes:0.#} minutes of training later: script + engine",
            $"{heap:F1} + {wasm:F1} MB, then {heapAfter:F1} + {wasmAfter:F1} MB: "
                + $"{(heapAfter + wasmAfter) / (heap + wasm) - 1:+0.0 %;-0.0 %}",
            "≤ 10 %"
        );
        await page.Context.CloseAsync().ConfigureAwait(false);
    }

    private static async Task<IPage> OpenAsync(Stage stage, int batch, int epochs)
    {
        IPage page = await stage.OpenAsync($"#view=train&batch={batch}&epochs={epochs}").ConfigureAwait(false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true }).ClickAsync().ConfigureAwait(false);
        await Assertions
            .Expect(page.Locator("[data-step]"))
            .Not.ToHaveAttributeAsync("data-step", "0", new() { Timeout = 120_000 })
            .ConfigureAwait(false);
        return page;
    }

    /// <summary>Goes on for so long; a training that is finished begins anew.</summary>
    private static async Task TrainAsync(IPage page, double minutes)
    {
        DateTime end = DateTime.UtcNow + TimeSpan.FromMinutes(minutes);
        while (DateTime.UtcNow < end)
        {
            await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            if (!await page.GetByText("Finished.").IsVisibleAsync().ConfigureAwait(false))
                continue;
            await page.GetByRole(AriaRole.Button, new() { Name = "Start over", Exact = true })
                .ClickAsync()
                .ConfigureAwait(false);
            await page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true })
                .ClickAsync()
                .ConfigureAwait(false);
        }
    }

    /// <summary>Megabytes of the page's script, swept, and of the engine's memory, which never shrinks.</summary>
    private static async Task<(double Heap, double Engine)> MemoryAsync(IPage page, ICDPSession session)
    {
        await session.SendAsync("HeapProfiler.collectGarbage").ConfigureAwait(false);
        double heap = (await Stage.MetricsAsync(session).ConfigureAwait(false))["JSHeapUsedSize"];
        double engine = await page.Workers[0]
            .EvaluateAsync<double>("getDotnetRuntime(0).Module.HEAPU8.byteLength")
            .ConfigureAwait(false);
        return (heap / 1e6, engine / 1e6);
    }
}
