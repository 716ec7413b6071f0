using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Limpid.Data;
using Limpid.Server;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>The page with but a thousand digits, and with digits that somebody opens.</summary>
public partial class FewDigitsTests(Chromium chromium, FewDigits few) : IClassFixture<FewDigits>
{
    private static readonly Dataset Training = SyntheticDigits.Draw(1200, seed: 1),
        Test = SyntheticDigits.Draw(300, seed: 2);

    [Fact]
    public async Task The_page_says_so_and_every_number_is_of_those_that_are_there()
    {
        // a digit of a page that has more
        await using Visit visit = await chromium.OpenAsync("#view=misread&example=5000", site: few.Address);
        await visit
            .Expect(visit.Page.GetByText("a small part of MNIST: 800 training digits and 200 test digits"))
            .ToBeVisibleAsync();
        await visit.Button("Classify all 200").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-right]")).ToHaveAttributeAsync("data-right", NearlyTwoHundred());
        await visit.Expect(visit.Page.Locator("[data-right]")).ToContainTextAsync("of 200 correct");
        await visit.Button("中文").ClickAsync();
        await visit.Expect(visit.Page.GetByText("MNIST 的一小部分：800 个训练数字，200 个测试数字")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page).Not.ToHaveURLAsync(Example());
        await visit.Page.Locator(".tiles button").First.ClickAsync(); // a mistake, put on the desk
        await visit.Expect(visit.Answer).Not.ToHaveAttributeAsync("data-answer", "empty");
        await visit.Expect(visit.Page.Locator(".handful button")).ToHaveCountAsync(10);
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_network_learns_from_them_with_either_engine()
    {
        await using Visit visit = await chromium.OpenAsync("#view=train", site: few.Address);
        ILocator step = visit.Page.Locator("[data-step]");
        await visit.Button("Use 100 epochs").ClickAsync();
        await visit.Button("Play").ClickAsync();
        await visit.ReachesNinetyPercentAsync(visit.Page.Locator("[data-accuracy]"), "data-accuracy");
        // 100 times 700 digits, 32 a step: 100 validate
        await visit.Expect(step).ToHaveAttributeAsync("data-step", "2200");
        await visit.Button("Look inside this network").ClickAsync();
        await visit.Expect(visit.Link("Network")).ToHaveAttributeAsync("aria-current", "page");
        await visit.Page.GoBackAsync();
        await visit.Expect(visit.Page.GetByText("All views show this network now.")).ToBeVisibleAsync();
        await visit.Engine.SelectOptionAsync("server"); // which has no MNIST, and gets what the page has
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "server");
        await visit.Button("Start over").ClickAsync();
        await visit.Button("Play").ClickAsync();
        await visit.Expect(step).ToHaveAttributeAsync("data-step", "2200");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Neighbours_and_choices_make_do_with_them()
    {
        await using Visit visit = await chromium.OpenAsync(
            $"#view=distances&strokes={Visit.ThreeInLink}",
            site: few.Address
        );
        await visit.Expect(visit.Page.Locator("[data-rows]")).ToHaveAttributeAsync("data-rows", "10");
        await visit.Expect(visit.Page.GetByLabel("Training digits to compare with")).ToHaveValueAsync("800");
        await visit.Button("Find the nearest training digits").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-near]")).ToHaveCountAsync(8);
        await visit.Button("Measure").ClickAsync();
        await visit.Expect(visit.Page.GetByText("200 test digits; ")).ToBeVisibleAsync();
        await visit.Link("Convolution").ClickAsync();
        await visit.Expect(visit.Page.Locator("main select option")).ToHaveTextAsync(["50", "100", "200"]);
        await visit.Expect(visit.Page.GetByText("for 100 epochs")).ToBeVisibleAsync();
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Files_that_are_opened_take_their_place_and_a_bad_one_leaves_all_as_it_is()
    {
        await using Visit visit = await chromium.OpenAsync("#view=train&epochs=2", site: few.Address);
        ILocator supply = visit.Page.Locator("[data-training]"),
            files = visit.Page.Locator(".supply input[type=file]"),
            alert = visit.Page.GetByRole(AriaRole.Alert);
        await visit.Expect(supply).ToHaveAttributeAsync("data-training", "800");
        await files.SetInputFilesAsync([
            File("train-images-idx3-ubyte.gz", Packed(Pictures(Training))[..5000]),
            File("train-labels-idx1-ubyte", Labels(Training)),
        ]);
        await visit.Expect(alert).ToContainTextAsync("train-images-idx3-ubyte.gz cannot be decompressed");
        await files.SetInputFilesAsync([
            File("train-images-idx3-ubyte", Pictures(Training)),
            File("train-labels-idx1-ubyte", Labels(Test)),
        ]);
        await visit.Expect(alert).ToContainTextAsync("has 1,200 pictures but there are 300 labels");
        await visit.Expect(supply).ToHaveAttributeAsync("data-training", "800");

        await visit.Button("One step").ClickAsync(); // what has begun with the old ones is over with the new ones
        await files.SetInputFilesAsync([
            File("train-images-idx3-ubyte.gz", Packed(Pictures(Training))),
            File("train-labels-idx1-ubyte", Labels(Training)),
            File("t10k-images-idx3-ubyte", Pictures(Test)),
            File("t10k-labels-idx1-ubyte", Labels(Test)),
        ]);
        await visit.Expect(supply).ToContainTextAsync("Your files: 1,200 training digits, 300 test digits.");
        await visit.Expect(alert).ToHaveCountAsync(0);
        await visit.Expect(visit.Page.Locator("[data-step]")).ToHaveAttributeAsync("data-step", "0");
        await visit.Button("Play").ClickAsync();
        // twice 1,050 digits, 32 a step
        await visit.Expect(visit.Page.Locator("[data-step]")).ToHaveAttributeAsync("data-step", "66");
        await visit.Engine.SelectOptionAsync("server"); // which gets them too
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "server");
        await visit.Button("Start over").ClickAsync();
        await visit.Button("Play").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-step]")).ToHaveAttributeAsync("data-step", "66");
        await visit.Link("Misread digits").ClickAsync();
        await visit.Button("Classify all 300").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-right]")).ToContainTextAsync("of 300 correct");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Where_the_server_has_all_of_MNIST_the_page_gets_that()
    {
        string path = Path.Combine(few.Folder, "labels");
        await System.IO.File.WriteAllBytesAsync(path, [1, 2, 3], TestContext.Current.CancellationToken);
        await using LabServer server = await LabServer.StartAsync(
            new(few.Folder)
            {
                DigitFiles = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["train-labels-idx1-ubyte"] = path,
                },
            }
        );
        using var client = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(
            [1, 2, 3],
            await client.GetByteArrayAsync("/data/train-labels-idx1-ubyte.gz", TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            await System.IO.File.ReadAllBytesAsync(
                Path.Combine(Site.Thousand, "t10k-labels-idx1-ubyte.gz"),
                TestContext.Current.CancellationToken
            ),
            await client.GetByteArrayAsync("/data/t10k-labels-idx1-ubyte.gz", TestContext.Current.CancellationToken)
        );
    }

    private static FilePayload File(string name, byte[] bytes) =>
        new()
        {
            Name = name,
            MimeType = "application/octet-stream",
            Buffer = bytes,
        };

    private static byte[] Pictures(Dataset digits) =>
        Idx(
            [digits.Count, 28, 28],
            [.. Enumerable.Range(0, digits.Count).SelectMany(i => digits.Picture(i).ToArray())]
        );

    private static byte[] Labels(Dataset digits) => Idx([digits.Count], digits.Labels.ToArray());

    private static byte[] Idx(int[] extents, byte[] values)
    {
        var file = new MemoryStream();
        IdxFormat.Write(file, extents, values);
        return file.ToArray();
    }

    private static byte[] Packed(byte[] raw)
    {
        var file = new MemoryStream();
        using (var packed = new GZipStream(file, CompressionLevel.Fastest))
            packed.Write(raw);
        return file.ToArray();
    }

    [GeneratedRegex("^(1[89][0-9]|200)$")]
    private static partial Regex NearlyTwoHundred();

    [GeneratedRegex("example=")]
    private static partial Regex Example();
}
