#!/usr/bin/env dotnet
// Takes from MNIST the thousand digits that the lab's page has where MNIST is not at hand, and puts them beside the
// page: dotnet run build.cs thousand
#:project ../src/Limpid.Datasets/Limpid.Datasets.csproj
using System.IO.Compression;
using System.Security.Cryptography;
using Limpid.Data;
using Limpid.Datasets;

const string Place = "lab/digits";
const int Training = 800,
    Test = 200; // the first of each set: a digit has the number that it has in MNIST

var mnist = new Mnist();
DatasetPair digits = await mnist.LoadAsync(DataSearch.FromEnvironment()); // by checksum
FileSet files = mnist.Files;
Take(digits.Training, Training, files.TrainingPictures, files.TrainingLabels);
Take(digits.Test!, Test, files.TestPictures, files.TestLabels);

void Take(Dataset from, int count, DataFile pictures, DataFile labels)
{
    byte[] pixels = [.. Enumerable.Range(0, count).SelectMany(i => from.Picture(i).ToArray())];
    Write(pictures, [count, from.Item.Height, from.Item.Width], pixels);
    Write(labels, [count], [.. from.Labels.ToArray().Take(count)]);
}

void Write(DataFile file, int[] extents, byte[] values)
{
    var raw = new MemoryStream();
    IdxFormat.Write(raw, extents, values);
    string path = Path.Combine(args is [var place] ? place : Place, $"{file.Name}.gz");
    Console.WriteLine($"{path}: SHA-256 unpacked {Convert.ToHexStringLower(SHA256.HashData(raw.ToArray()))}");
    if (Holds(path, raw.ToArray()))
        return; // another version of the packer may pack the same in another way
    using FileStream to = File.Create(path);
    using var packed = new GZipStream(to, CompressionLevel.SmallestSize);
    packed.Write(raw.ToArray());
}

bool Holds(string path, byte[] raw)
{
    if (!File.Exists(path))
        return false;
    using FileStream file = File.OpenRead(path);
    var held = new MemoryStream();
    Unpacking.Open(file).CopyTo(held);
    return held.ToArray().AsSpan().SequenceEqual(raw);
}
