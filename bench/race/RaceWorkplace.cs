using Limpid.Data;
using Limpid.Datasets;
using Limpid.Files;
using Limpid.Imaging;
using Limpid.Numerics;
using Limpid.Onnx;
using Limpid.Training;

namespace Limpid.Race;

/// <summary>The folder that all engines read: MNIST as raw IDX files, noise, and each model's weights in every form
/// that an engine takes.</summary>
/// <param name="Folder">Where it is.</param>
internal sealed record RaceWorkplace(string Folder)
{
    public const string Training = "train",
        Digits = "t10k",
        Noise = "noise",
        Picture = "digit.png";
    private const string Classes = "0123456789";

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Reads pictures with their labels.</summary>
    public Dataset Read(string part)
    {
        using FileStream pictures = System.IO.File.OpenRead(PicturesOf(part)),
            labels = System.IO.File.OpenRead(LabelsOf(part));
        return IdxFormat.ReadPictures(
            part,
            pictures,
            labels,
            ImmutableSequence.From(Classes.Select(name => name.ToString()))
        );
    }

    /// <summary>The pictures that a job is about.</summary>
    public Dataset Read(PredictJob job) => Read(job.Pictures == PredictJob.Noise ? Noise : Digits);

    /// <summary>Fills the folder: the data, and models after one epoch each; what they began with, all trainings begin
    /// with, so that luck is no part of the race.</summary>
    public void Prepare(DatasetPair data, Action<string> say, CancellationToken stop)
    {
        Write(Training, data.Training);
        Write(Digits, data.Test!);
        Write(Noise, NoiseLike(data.Test!));
        using (FileStream png = System.IO.File.Create(File(Picture)))
            PictureFile.WritePng(png, Grey(data.Test!, 0));
        using var workers = new Workers(Environment.ProcessorCount);
        foreach (RaceModel model in RaceModel.All.Values)
        {
            stop.ThrowIfCancellationRequested();
            say($"training model {model.Name} for one epoch: {model.Description}");
            Recipe recipe = model.Recipe(batch: model.Name == "a" ? 10 : 128);
            var trainer = new Trainer(recipe, new TrainingData(data.Training, recipe), workers, TimeProvider.System);
            Write($"{model.Name}.begin", trainer.Network);
            while (trainer.History.Count == 0 && trainer.Step())
                stop.ThrowIfCancellationRequested();
            Write(model, new Model { Network = trainer.Network, ClassNames = data.Training.ClassNames });
        }
    }

    private string PicturesOf(string part) => File($"{part}-images-idx3-ubyte");

    private string LabelsOf(string part) => File($"{part}-labels-idx1-ubyte");

    private void Write(string part, Dataset data)
    {
        var pixels = new byte[data.Count * data.Item.Count];
        for (int i = 0; i < data.Count; i++)
            data.Picture(i).CopyTo(pixels.AsSpan(i * data.Item.Count));
        using FileStream pictures = System.IO.File.Create(PicturesOf(part)),
            labels = System.IO.File.Create(LabelsOf(part));
        IdxFormat.Write(pictures, [data.Count, data.Item.Height, data.Item.Width], pixels);
        IdxFormat.Write(labels, [data.Count], data.Labels);
    }

    /// <summary>As many pictures whose every pixel is drawn from 1 to 255: nothing of them can be left out.</summary>
    private static Dataset NoiseLike(Dataset data)
    {
        var pixels = new byte[data.Count * data.Item.Count];
        RandomStream random = RandomStream.Named(1, "noise");
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(1 + random.Next(255));
        return new(Noise, data.Item, pixels, new byte[data.Count], data.ClassNames);
    }

    private static Drawing.GrayImage Grey(Dataset data, int index) =>
        new(data.Item.Width, data.Item.Height, data.Picture(index).ToArray());

    /// <summary>Limpid's own file; ONNX; and bare float32, layer after layer: rows of neurons, then biases.</summary>
    private void Write(RaceModel model, Model trained)
    {
        using (FileStream own = System.IO.File.Create(File($"{model.Name}.safetensors")))
            ModelFile.Write(own, trained);
        using var onnx = new MemoryStream();
        OnnxModel.Of(trained).Write(onnx);
        System.IO.File.WriteAllBytes(File($"{model.Name}.onnx"), Engines.BareOnnx.Of(onnx.ToArray()));
        Write($"{model.Name}.weights", trained.Network);
    }

    private void Write(string name, Network network)
    {
        using FileStream bare = System.IO.File.Create(File(name));
        foreach (Layers.Parameter parameter in network.Parameters)
            bare.Write(network.Bytes(parameter));
    }
}
