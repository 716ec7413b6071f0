using System.Text.RegularExpressions;
using Limpid.Drawing;
using Limpid.Imaging;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>Pictures with several digits, in the page.</summary>
public partial class PhotoTests(Chromium chromium)
{
    [Fact]
    public async Task A_sample_page_is_read_line_by_line()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync("#view=photo");
        await visit.Button("A sample page").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-read]")).ToHaveAttributeAsync("data-read", Mostly());
        await visit.Expect(visit.Page.Locator("section[aria-label] + *, svg g").Nth(1)).ToBeVisibleAsync();
        await visit.Expect(visit.Page.GetByText("21 digits in 3 lines")).ToBeVisibleAsync();
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_file_is_read_and_one_that_is_no_picture_is_told()
    {
        await using Visit visit = await chromium.OpenAsync("#view=photo");
        ILocator file = visit.Page.Locator("input[type=file]").First;
        await file.SetInputFilesAsync(
            new FilePayload
            {
                Name = "three.png",
                MimeType = "image/png",
                Buffer = Written(),
            }
        );
        await visit.Expect(visit.Page.Locator("[data-read]")).ToHaveAttributeAsync("data-read", "3");
        await file.SetInputFilesAsync(
            new FilePayload
            {
                Name = "bad.png",
                MimeType = "image/png",
                Buffer = [1, 2, 3],
            }
        );
        await visit.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not a picture");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_picture_can_be_pasted_and_dropped()
    {
        await using Visit visit = await chromium.OpenAsync("#view=photo");
        await visit.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
        foreach (string how in new[] { "paste", "drop" })
        {
            await visit.Page.EvaluateAsync(
                """
                ({ how, base64 }) => {
                  const data = new DataTransfer();
                  data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], 'three.png', { type: 'image/png' }));
                  if (how === 'paste') window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
                  else document.querySelector('section[aria-label]').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                }
                """,
                new { how, base64 = Convert.ToBase64String(Written()) }
            );
            await visit.Expect(visit.Page.Locator("[data-read]")).ToHaveAttributeAsync("data-read", "3");
        }
    }

    /// <summary>A 3 in black on a white page.</summary>
    private static byte[] Written()
    {
        const int side = 300,
            edge = 100,
            scale = 4;
        GrayImage digit = StrokeNormalizer
            .Normalize([
                new(Numerics.ImmutableSequence.From(Visit.Three.Select(point => new StrokePoint(point.X, point.Y)))),
            ])
            .Picture;
        var pixels = new byte[side * side];
        Array.Fill(pixels, byte.MaxValue);
        for (int y = 0; y < digit.Height * scale; y++)
        for (int x = 0; x < digit.Width * scale; x++)
            pixels[(edge + y) * side + edge + x] = (byte)(byte.MaxValue - digit.Row(y / scale)[x / scale]);
        var file = new MemoryStream();
        PictureFile.WritePng(file, new(side, side, pixels));
        return file.ToArray();
    }

    [GeneratedRegex(@"^[\d?∅]{7}\n[\d?∅]{7}\n[\d?∅]{7}$")]
    private static partial Regex Mostly();
}
