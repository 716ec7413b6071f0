using System.Text.Json.Nodes;
using Limpid.Data;
using Limpid.Files;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>Models as files, side by side, and taught somebody's own digits.</summary>
public class ModelsPageTests(Chromium chromium)
{
    [Fact]
    public async Task A_network_is_saved_changed_opened_again_and_exported()
    {
        await using Visit visit = await chromium.OpenAsync($"#view=models&strokes={Visit.ThreeInLink}");
        Model saved = ModelFile.Read(new MemoryStream(await SaveAsync(visit, "safetensors")));
        Assert.Equal((13_002, 0.9622), (saved.Network.ParameterCount, Math.Round(saved.TestAccuracy!.Value, 4)));
        JsonNode json = JsonNode.Parse(await SaveAsync(visit, "JSON"))!;
        Assert.Equal(13_002, json["parameters"]!.AsArray().Sum(p => p!["values"]!.AsArray().Count));
        Assert.True((await SaveAsync(visit, "ONNX")).Length > 13_002 * sizeof(float));

        saved.Network.Edit(0, 5);
        var changed = new MemoryStream();
        ModelFile.Write(changed, saved with { TestAccuracy = null });
        await OpenAsync(visit, "changed.safetensors", changed.ToArray());
        await visit.Expect(visit.Page.GetByText("changed.safetensors is the current network now.")).ToBeVisibleAsync();
        Model again = ModelFile.Read(new MemoryStream(await SaveAsync(visit, "safetensors")));
        Assert.Equal(saved.Network.Sha256(), again.Network.Sha256());
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_hostile_model_file_is_told_and_the_desk_stays_as_it_was()
    {
        await using Visit visit = await chromium.OpenAsync($"#view=models&strokes={Visit.ThreeInLink}");
        byte[] whole = await File.ReadAllBytesAsync(Path.Combine(Site.Folder, "models", "reference.safetensors"));
        foreach (
            byte[] bad in new[]
            {
                [],
                whole[..5000],
                [.. BitConverter.GetBytes(long.MaxValue), .. whole[8..]],
                [.. whole[..^8], 1, 2, 3, 4, 5, 6, 7, 8],
            }
        )
        {
            await OpenAsync(visit, "bad.safetensors", bad);
            await visit.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the model file");
        }
        await visit.Link("Draw").ClickAsync();
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Two_models_are_compared_on_the_test_digits()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync("#view=models&engine=server");
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "server");
        await visit.Button("Compare").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-compared]")).ToHaveAttributeAsync("data-compared", "10000");
        await visit.Expect(visit.Page.Locator("[data-share]").First).ToHaveAttributeAsync("data-share", "9622");
        await visit
            .Page.GetByRole(AriaRole.Button, new() { Name = "Show these digits: Only the second correct" })
            .ClickAsync();
        await visit.Expect(visit.Page.Locator("figure").First).ToBeVisibleAsync();
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Own_digits_are_kept_over_a_reload_downloaded_as_IDX_and_taught()
    {
        await using Visit visit = await chromium.OpenAsync("#view=models&engine=server");
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "server");
        await KeepAsync(visit, 7, Visit.Three); // somebody who writes sevens like threes
        await KeepAsync(visit, 7, [.. Visit.Three.Select(p => (p.X + 4, p.Y))]);
        await visit.Page.ReloadAsync();
        ILocator kept = visit.Page.Locator("[data-kept]");
        await visit.Expect(kept).ToHaveAttributeAsync("data-kept", "2");
        List<IDownload> files = [];
        visit.Page.Download += (_, download) => files.Add(download);
        await visit.Page.RunAndWaitForDownloadAsync(
            () => visit.Button("Download as IDX").ClickAsync(),
            new() { Predicate = d => d.SuggestedFilename.StartsWith("own-labels", StringComparison.Ordinal) }
        );
        Dataset own = IdxFormat.ReadPictures(
            "own",
            File.OpenRead(await files.First(f => f.SuggestedFilename.Contains("images")).PathAsync()),
            File.OpenRead(await files.First(f => f.SuggestedFilename.Contains("labels")).PathAsync()),
            new Datasets.Mnist().ClassNames
        );
        Assert.Equal([7, 7], own.Labels.ToArray());
        await visit.Button("Fine-tune the network").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-taught]")).ToBeVisibleAsync();
        await visit.Expect(visit.Page.GetByText("0/2 before")).ToBeVisibleAsync();
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Where_nothing_can_be_stored_the_page_says_so_and_works()
    {
        await using Visit visit = await chromium.OpenAsync("#view=parameters");
        await visit.Page.AddInitScriptAsync(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', "
                + "'SecurityError'); } })"
        );
        await visit.Page.GotoAsync(new Uri(chromium.Address, "?again#view=models").AbsoluteUri);
        await KeepAsync(visit, 3, Visit.Three);
        await visit.Expect(visit.Page.Locator("[data-kept]")).ToHaveAttributeAsync("data-kept", "1");
        await visit.Expect(visit.Page.GetByText("does not let the page store")).ToBeVisibleAsync();
    }

    private static async Task KeepAsync(Visit visit, int label, (int X, int Y)[] strokes)
    {
        await visit.Page.Locator("canvas[role=application]").ScrollIntoViewIfNeededAsync();
        await visit.DrawAsync(strokes);
        ILocator button = visit.Page.GetByRole(
            AriaRole.Button,
            new() { NameRegex = new($"^This digit is {label}\\b") }
        );
        await button.ClickAsync();
        await visit.Expect(button).ToBeDisabledAsync();
    }

    private static async Task OpenAsync(Visit visit, string name, byte[] file) =>
        await visit
            .Page.Locator("input[accept='.safetensors']")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/octet-stream",
                    Buffer = file,
                }
            );

    private static async Task<byte[]> SaveAsync(Visit visit, string format)
    {
        IDownload download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Button(format).ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }
}
