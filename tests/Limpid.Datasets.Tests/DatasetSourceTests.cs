using System.Text.RegularExpressions;
using Limpid.Data;
using Limpid.Drawing;
using Limpid.Imaging;

namespace Limpid.Datasets.Tests;

public sealed partial class DatasetSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mnist", typeof(Mnist))]
    [InlineData("fashion-mnist", typeof(FashionMnist))]
    [InlineData("a/train.csv", typeof(CsvFiles))]
    [InlineData("train.csv.gz,test.csv.gz", typeof(CsvFiles))]
    [InlineData("strokes.jsonl.gz", typeof(StrokeFiles))]
    [InlineData("a/train.jsonl,b/test.jsonl", typeof(StrokeFiles))]
    [InlineData("some/folder", typeof(DataFolder))]
    public void A_notation_names_its_source_and_comes_back(string notation, Type source)
    {
        var parsed = DatasetSource.Parse(notation);
        Assert.IsType(source, parsed);
        Assert.Equal(notation, parsed.ToString());
        Assert.Equal(parsed, DatasetSource.Parse(parsed.Notation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a.csv,b.csv,c.csv")]
    [InlineData("a.csv,folder")]
    [InlineData("a.jsonl,b.csv")]
    [InlineData("a.jsonl,b.jsonl,c.jsonl")]
    public void A_notation_that_cannot_be_meant_is_refused(string notation) =>
        Assert.Equal(Fault.Usage, Assert.Throws<LimpidException>(() => DatasetSource.Parse(notation)).Fault);

    [Fact]
    public void The_catalogue_is_whole()
    {
        Assert.Equal(DatasetSource.Catalogue.Count, DatasetSource.Catalogue.DistinctBy(set => set.Name).Count());
        Assert.All(DatasetSource.Catalogue, set =>
        {
            Assert.Matches(Kebab(), set.Name);
            Assert.All(set.Files.All, file => Assert.Matches(Hash(), file.Sha256));
            Assert.Equal((60_000, 10_000, 10), (set.TrainingCount, set.TestCount, set.ClassNames.Count));
            Assert.Equal(16 + 784L * set.TrainingCount, set.Files.TrainingPictures.Bytes);
            Assert.Equal(set, DatasetSource.Parse(set.Name.ToUpperInvariant()));
        });
        Type[] published =
        [
            .. typeof(DatasetSource).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PublishedDataset))),
        ];
        Assert.True(
            published.All(type => DatasetSource.Catalogue.Any(set => set.GetType() == type)),
            "Add the new data set to DatasetSource.Catalogue."
        );
    }

    [Fact]
    public async Task A_word_that_is_no_source_is_told_what_there_is()
    {
        LimpidException fault = await Refused("minst");
        Assert.Equal(Fault.NotFound, fault.Fault);
        Assert.Contains("mnist, fashion-mnist", fault.Message, StringComparison.Ordinal);
        Assert.Equal(Fault.NotFound, (await Refused("nowhere.csv")).Fault);
    }

    [Fact]
    public async Task Two_tables_are_training_and_test_with_the_same_classes()
    {
        string training = _folder.Write("a.csv", "0,9\n1,8\n"u8.ToArray()),
            test = _folder.Write("b.csv", "2,7\n"u8.ToArray());
        DatasetPair pair = await Load($"{training},{test}");
        Assert.Equal((2, 1, "a"), (pair.Training.Count, pair.Test!.Count, pair.Training.Name));
        Assert.Equal(["0", "1", "2"], pair.Training.ClassNames);
        Assert.Equal(pair.Training.ClassNames, pair.Test.ClassNames);
        Assert.Null((await Load(training)).Test);
    }

    [Fact]
    public async Task Tables_of_different_sizes_do_not_fit() =>
        Assert.Equal(
            Fault.Mismatch,
            (
                await Refused(
                    $"{_folder.Write("a.csv", "0,9\n"u8.ToArray())},{_folder.Write("b.csv", "0,9,9,9,9\n"u8.ToArray())}"
                )
            ).Fault
        );

    [Fact]
    public async Task A_folder_of_IDX_files_is_read_with_or_without_a_test_set()
    {
        _folder.Write("own/train-images-idx3-ubyte.gz", TinyDigits.Bytes("train-images-idx3-ubyte.gz"));
        Assert.Contains("train-labels-idx1-ubyte", (await Refused(_folder["own"])).Message, StringComparison.Ordinal);
        _folder.Write("own/train-labels-idx1-ubyte", TinyDigits.Bytes("train-labels-idx1-ubyte"));
        DatasetPair alone = await Load(_folder["own"]);
        Assert.Equal((6, "own", null), (alone.Training.Count, alone.Training.Name, alone.Test));
        Assert.Equal(["0", "1", "2"], alone.Training.ClassNames);
        foreach (string name in TinyDigits.FileNames)
            _folder.Write($"own/{name}", TinyDigits.Bytes(name));
        Assert.Equal(2, (await Load(_folder["own"])).Test!.Count);
        _folder.Write("own/train-labels-idx1-ubyte", TinyDigits.Bytes("t10k-labels-idx1-ubyte"));
        Assert.Equal(Fault.Mismatch, (await Refused(_folder["own"])).Fault);
    }

    [Fact]
    public async Task A_folder_of_pictures_is_read_by_class()
    {
        Dataset digits = SyntheticDigits.Draw(30, 1);
        for (int i = 0; i < digits.Count; i++)
            _folder.Write($"pictures/{digits.Labels[i]}/{i:00}.png", Png(digits.Picture(i), inverted: false));
        _folder.Write("pictures/3/Thumbs.db", [1]);
        Dataset read = (await Load(_folder["pictures"])).Training;
        Assert.Equal((30, 10), (read.Count, read.ClassNames.Count));
        for (int i = 0; i < read.Count; i++)
            Assert.Equal(digits.Picture(i % 3 * 10 + i / 3).ToArray(), read.Picture(i).ToArray());
    }

    [Fact]
    public async Task Dark_ink_on_light_paper_is_turned_for_the_whole_folder()
    {
        Dataset digits = SyntheticDigits.Draw(10, 1);
        for (int i = 0; i < digits.Count; i++)
            _folder.Write($"train/{i % 2}/{i}.png", Png(digits.Picture(i), inverted: true));
        _folder.Write("train/0/x.png", Png(new byte[784], inverted: false));
        Dataset read = (await Load(_folder.Path)).Training;
        Assert.Equal(digits.Picture(0).ToArray(), read.Picture(0).ToArray());
        Assert.Equal(255, read.Picture(5)[0]);
    }

    [Fact]
    public async Task Train_and_test_folders_share_their_classes()
    {
        byte[] png = Png(SyntheticDigits.Draw(1, 1).Picture(0), inverted: false);
        foreach (string path in new[] { "train/cat/a.png", "train/dog/a.png", "test/dog/a.png" })
            _folder.Write(path, png);
        DatasetPair pair = await Load(_folder.Path);
        Assert.Equal(["cat", "dog"], pair.Test!.ClassNames);
        Assert.Equal([1], pair.Test.Labels.ToArray());
        _folder.Write("test/cow/a.png", png);
        Assert.Contains("cow", (await Refused(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_something_else_is_refused()
    {
        Assert.Equal(Fault.InvalidData, (await Refused(_folder.Path)).Fault);
        _folder.Write("0/a.png", "not a picture"u8.ToArray());
        _folder.Write("1/a.txt", [1]);
        Assert.Contains("a.png", (await Refused(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private static byte[] Png(ReadOnlySpan<byte> pixels, bool inverted)
    {
        byte[] bytes = pixels.ToArray();
        for (int i = 0; i < bytes.Length && inverted; i++)
            bytes[i] = (byte)(255 - bytes[i]);
        var stream = new MemoryStream();
        PictureFile.WritePng(stream, new GrayImage(28, 28, bytes));
        return stream.ToArray();
    }

    private Task<DatasetPair> Load(string notation) => DatasetSource.Parse(notation).LoadAsync(_folder.Search());

    private Task<LimpidException> Refused(string notation) => Assert.ThrowsAsync<LimpidException>(() => Load(notation));

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Kebab();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
