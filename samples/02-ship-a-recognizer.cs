#:project ../src/Limpid/Limpid.csproj
using Limpid;
using Limpid.Data;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Training;

// Somewhere a model is trained and saved (limpid train does this too; here on drawn digits, so that nothing need be
// fetched) ...
Dataset digits = SyntheticDigits.Draw(3_000, seed: 1);
Recipe recipe = Presets.All["default"].Recipe with { Data = "drawn", Epochs = 15, Validation = 300 };
using var workers = new Workers(1);
var trainer = new Trainer(recipe, new TrainingData(digits, recipe), workers, TimeProvider.System);
while (trainer.Step()) { }
var file = new MemoryStream();
ModelFile.Write(
    file,
    new Model
    {
        Network = trainer.Result(),
        ClassNames = digits.ClassNames,
        Recipe = recipe,
    }
);

// ... and this is all that your program needs: one file, no native library, safe from any number of threads.
file.Position = 0;
Recognizer recognizer = Recognizer.Load(file);
Dataset fresh = SyntheticDigits.Draw(1_000, seed: 2);
int right = 0;
for (int i = 0; i < fresh.Count; i++)
    right += recognizer.Predict(fresh.Picture(i)).Class == fresh.Labels[i] ? 1 : 0;

var probabilities = new float[recognizer.ClassNames.Count];
Prediction answer = recognizer.Predict(fresh.Picture(0), probabilities);
Console.WriteLine(
    $"a {recognizer.ClassNames[fresh.Labels[0]]} was read as {recognizer.ClassNames[answer.Class]}, with "
        + $"probability {answer.Confidence:P1}"
);
Console.WriteLine($"{right} of {fresh.Count} read right, by a model of {file.Length:N0} bytes");
