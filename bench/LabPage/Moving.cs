using Microsoft.Playwright;

namespace LabPage;

/// <summary>What a frame costs while all 13,002 edges move.</summary>
internal static class Moving
{
    private const int Moves = 120;

    /// <summary>Turns the noise on all weights, waits until it is drawn, and so on: from one frame to another, every
    /// edge is another.</summary>
    private const string Turn = """
        async (moves) => {
          const slider = [...document.querySelectorAll('main input[type=range]')].find((input) => input.min === '0');
          const net = document.querySelector('.field canvas');
          let drawn = 0;
          const own = CanvasRenderingContext2D.prototype.scale;
          CanvasRenderingContext2D.prototype.scale = function (...by) { if (this.canvas === net) drawn++; return own.apply(this, by); };
          for (let move = 1; move <= moves; move++) {
            const before = drawn;
            slider.value = 0.5 + 0.05 * (move % 20);   // as the slider steps
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            while (drawn === before) await new Promise((done) => requestAnimationFrame(done));
          }
          CanvasRenderingContext2D.prototype.scale = own;
          return drawn;
        }
        """;

    public static async IAsyncEnumerable<Row> MeasureAsync(Stage stage, double minutes)
    {
        IPage page = await stage.OpenAsync("#view=whatIf&edges=weights&noise=0.5&example=0").ConfigureAwait(false);
        await page.Locator(".field canvas").First.WaitForAsync().ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromSeconds(4)).ConfigureAwait(false); // all test digits are scored once
        ICDPSession session = await Stage.CountingAsync(page).ConfigureAwait(false);
        await page.EvaluateAsync<int>(Turn, 10).ConfigureAwait(false);
        Dictionary<string, double> before = await Stage.MetricsAsync(session).ConfigureAwait(false);
        int drawn = await page.EvaluateAsync<int>(Turn, Moves).ConfigureAwait(false);
        Dictionary<string, double> after = await Stage.MetricsAsync(session).ConfigureAwait(false);
        double script = 1000 * (after["ScriptDuration"] - before["ScriptDuration"]) / drawn,
            all = 1000 * (after["TaskDuration"] - before["TaskDuration"]) / drawn;
        yield return new(
            $"script a frame with all 13,002 edges moving, {drawn} frames",
            $"{script:F1} ms, of {all:F1} ms with style, layout and painting",
            "≤ 8 ms"
        );
        await page.Context.CloseAsync().ConfigureAwait(false);
    }
}
