using System.Security.Cryptography;
using Limpid.Data;
using Limpid.Datasets;

namespace Limpid.Lab.Tests;

/// <summary>The thousand digits that are committed, so that the page has some where MNIST is not at hand.</summary>
public class ThousandTests
{
    private const int TrainingCount = 800,
        TestCount = 200;

    [Theory]
    [InlineData("train-images-idx3-ubyte", "8d4f434d3df15ec1a651be25c03bc495db239e273a2b645a7ae0f4e6b4661209")]
    [InlineData("train-labels-idx1-ubyte", "0043b8b8c572c91e0e8be73f3b57ed3d9ee6007896b4bea39fe173250043054c")]
    [InlineData("t10k-images-idx3-ubyte", "cefe86a05637f831a20aef251bd9db19004a2c986ec848d345c40ffd09264afc")]
    [InlineData("t10k-labels-idx1-ubyte", "181dda88fbf8032cf747bf0766ad9d035b6bb747997214d834eb8d2f33a72210")]
    public void Each_file_is_the_one_that_its_notice_names(string name, string sha256)
    {
        using FileStream file = File.OpenRead(Path.Combine(Site.Thousand, $"{name}.gz"));
        using Stream raw = GzipDetection.Open(file);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(raw)));
        Assert.Contains(
            $"{name} {sha256}",
            string.Join(
                ' ',
                File.ReadAllText(Path.Combine(Site.Thousand, "NOTICE"))
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task They_are_the_first_of_MNIST()
    {
        DataSearch search = DataSearch.FromEnvironment() with { Offline = true };
        Assert.SkipUnless(new Mnist().IsOnDisk(search), "MNIST is not on this disk. Get it: limpid data get mnist");
        DatasetPair mnist = await new Mnist().LoadAsync(search, stop: TestContext.Current.CancellationToken);
        AreFirst(TrainingCount, Site.Read(Site.Thousand, "train"), mnist.Training);
        AreFirst(TestCount, Site.Read(Site.Thousand, "t10k"), mnist.Test!);
    }

    [Fact]
    public void All_ten_digits_are_among_them()
    {
        foreach (string part in (string[])["train", "t10k"])
            Assert.Equal(10, Site.Read(Site.Thousand, part).Labels.ToArray().Distinct().Count());
    }

    private static void AreFirst(int count, Dataset few, Dataset all)
    {
        Assert.Equal(count, few.Count);
        for (int i = 0; i < count; i++)
            Assert.True(
                few.Labels[i] == all.Labels[i] && few.Picture(i).SequenceEqual(all.Picture(i)),
                $"Digit {i} of {few.Name} is another one in MNIST."
            );
    }
}
