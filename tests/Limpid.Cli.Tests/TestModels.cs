using System.IO.Compression;
using Limpid.Data;
using Limpid.Drawing;
using Limpid.Files;
using Limpid.Imaging;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Training;

namespace Limpid.Cli.Tests;

/// <summary>Models, data and pictures for the tests, written into a tool's folder.</summary>
internal static class TestModels
{
    public static Dataset Training { get; } = SyntheticDigits.Draw(2000, seed: 1);

    public static Dataset Test { get; } = SyntheticDigits.Draw(300, seed: 2);

    private static readonly Lazy<Model> Learnt = new(Train);

    /// <summary>The reference network after a little training on drawn digits.</summary>
    public static Model Trained => Learnt.Value;

    /// <summary>A network as its seed made it.</summary>
    public static Model Untrained(int side = 28, params int[] units) =>
        new()
        {
            Network = new(
                Architecture.Plain(
                    new Shape(1, side, side),
                    units.Length == 0 ? [16, 16, 10] : units,
                    new Sigmoid(),
                    new Softmax()
                ),
                seed: 7
            ),
            ClassNames = ImmutableSequence.From(
                Enumerable.Range(0, units.Length == 0 ? 10 : units[^1]).Select(k => $"{k}")
            ),
        };

    /// <summary>The trained network with a judge that knows nothing, and thresholds.</summary>
    public static Model Refusing(double minDigitScore, double minConfidence) =>
        Trained with
        {
            Rejection = new()
            {
                DigitDetector = Untrained(28, 3, 2).Network,
                MinDigitScore = minDigitScore,
                MinConfidence = minConfidence,
            },
        };

    public static byte[] Bytes(Model model)
    {
        using var file = new MemoryStream();
        ModelFile.Write(file, model);
        return file.ToArray();
    }

    public static string Save(this Tool tool, Model model, string name = "model.safetensors")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(tool[name])!);
        File.WriteAllBytes(tool[name], Bytes(model));
        return tool[name];
    }

    /// <summary>Drawn digits as a folder of IDX files under MNIST's names.</summary>
    public static string SaveData(
        this Tool tool,
        string name = "digits",
        Dataset? training = null,
        Dataset? test = null
    )
    {
        Directory.CreateDirectory(tool[name]);
        Write(Path.Combine(tool[name], "train"), training ?? Training);
        if (test is not null)
            Write(Path.Combine(tool[name], "t10k"), test);
        return tool[name];
    }

    public static string SavePicture(this Tool tool, string name, int width, int height, Func<int, int, int> pixel)
    {
        using FileStream file = File.Create(tool[name]);
        PictureFile.WritePng(
            file,
            new(
                width,
                height,
                Enumerable.Range(0, width * height).Select(i => (byte)pixel(i % width, i / width)).ToArray()
            )
        );
        return tool[name];
    }

    /// <summary>A drawn digit as a picture file.</summary>
    public static string SaveDigit(this Tool tool, int index, string name = "digit.png") =>
        tool.SavePicture(name, 28, 28, (x, y) => Test.Picture(index)[y * 28 + x]);

    private static void Write(string start, Dataset data)
    {
        using FileStream pictures = File.Create($"{start}-images-idx3-ubyte"),
            file = File.Create($"{start}-labels-idx1-ubyte.gz");
        using var labels = new GZipStream(file, CompressionLevel.Fastest);
        IdxFormat.Write(
            pictures,
            [data.Count, data.Item.Height, data.Item.Width],
            Enumerable.Range(0, data.Count).SelectMany(i => data.Picture(i).ToArray()).ToArray()
        );
        IdxFormat.Write(labels, [data.Count], data.Labels);
    }

    private static Model Train()
    {
        Recipe recipe = Presets.All["default"].Recipe with
        {
            Data = "digits",
            Optimizer = new AdamW(0.01),
            BatchSize = 64,
            Epochs = 8,
            Validation = 200,
        };
        using var workers = new Workers(1);
        var trainer = new Trainer(recipe, new TrainingData(Training, recipe), workers, TimeProvider.System);
        while (trainer.Step()) { }
        return new()
        {
            Network = trainer.Result(),
            ClassNames = Training.ClassNames,
            Recipe = recipe,
            DataSha256 = Training.Sha256,
            Temperature = 1.25,
            TestAccuracy = 0.5,
        };
    }
}
