using System.Diagnostics;
using Limpid;
using Limpid.Data;
using Limpid.Drawing;
using Limpid.Imaging;
using Limpid.Pages;
using Limpid.Recognition;
using Limpid.Tests.Recognition;

// How well pages are read: dotnet run --project bench/Limpid.Pages -- MODEL FOLDER [PAGES] [OUT]
// MODEL is a model file; FOLDER holds t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte (limpid data path mnist names such a folder); PAGES of each kind, 40
// unless said; into the folder OUT, if it is named, pages that were misread are written, with what was read in their names.
if (args.Length is < 2 or > 4 || !File.Exists(args[0]) || !File.Exists(Path.Combine(args[1], Glyphs.Pictures)))
{
    Console.Error.WriteLine($"Expected: MODEL FOLDER [PAGES] [OUT]. MODEL is a model file (limpid train makes one: runs/.../best.safetensors); FOLDER holds {Glyphs.Pictures} and {Glyphs.Labels}, MNIST's or your own.");
    return 2;
}
using FileStream model = File.OpenRead(args[0]);
var reader = new PageReader(Recognizer.Load(model));
IReadOnlyList<Glyph> glyphs = Glyphs.Read(args[1]);
int pages = args.Length > 2 ? int.Parse(args[2]) : 40;
string? output = args.Length > 3 ? Directory.CreateDirectory(args[3]).FullName : null;
var clock = Stopwatch.StartNew();
Console.WriteLine("pages                          digits    right   pages whole   with spaces");
foreach ((string name, PageStyle style) in Styles.All)
{
    int digits = 0, edits = 0, whole = 0, spaced = 0;
    for (int page = 0; page < pages; page++)
    {
        ComposedPage composed = PageComposer.Compose(style, glyphs, (ulong)page);
        string wanted = composed.Text.Replace(" ", ""), read = reader.Read(composed.Picture).Text;
        int wrong = Glyphs.Distance(wanted, read.Replace(" ", ""));
        (digits, edits, whole, spaced) = (digits + composed.Digits.Count, edits + wrong, whole + (wrong == 0 ? 1 : 0), spaced + (read == composed.Text ? 1 : 0));
        if (wrong == 0 || output is null) continue;
        using FileStream png = File.Create(Path.Combine(output, $"{name.Replace(' ', '-')}-{page:D3}.png"));
        PictureFile.WritePng(png, composed.Picture);
        File.AppendAllText(Path.Combine(output, "misread.txt"), $"{name}-{page}\n  {composed.Text.Replace('\n', '/')}\n  {read.Replace('\n', '/')}\n");
    }
    Console.WriteLine($"{name,-28} {digits,8:N0}   {1 - (double)edits / digits,6:P2}   {whole,5} of {pages,3}   {spaced,5} of {pages,3}");
}
Console.WriteLine($"{Styles.All.Count * pages} pages composed and read in {clock.Elapsed.TotalSeconds:f0} s");
return 0;
