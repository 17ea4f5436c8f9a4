using System.Globalization;
using GenNet;
using GenNet.Weights;
using Samples.FromKeras;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = System.Text.Encoding.UTF8;
var folder = Path.Combine(AppContext.BaseDirectory, "data");
var keras = Path.Combine(folder, "digits.keras");
var train = DigitImages.Read(Path.Combine(folder, "data.safetensors"), "train");
var test = DigitImages.Read(Path.Combine(folder, "data.safetensors"), "test");

// 1. A colleague's model, as it is: Colleague.cs is what 'dotnet gennet scaffold' made of the file.
using var colleague = Colleague.FromWeights(keras);
var theirs = test.Accuracy(colleague.Predict(test.Images).Digit, static digit => digit);
Console.WriteLine($"The colleague's model reads {theirs:P1} of the digits.");
Check(theirs > 0.96, "it reads them as it did in Python");

// 2. A head of our own on their body. Names of layers are checked by the compiler: ~OddOrEven.Parts.Head is everything but the head.
using var net = new OddOrEven(seed: 1);
var report = net.LoadWeights(keras, ~OddOrEven.Parts.Head);
Console.WriteLine($"{report.Loaded.Count} weights taken from them, {report.NotSelected.Count} of our own.");
net.Freeze(~OddOrEven.Parts.Head);
using (var trainer = net.Trainer(new Adam(1e-2f), Loss.SparseCategoricalCrossentropy, Metric.Accuracy))
    trainer.Fit(train.OddOrEven, epochs: 5, validation: test.OddOrEven);
var ours = test.Accuracy(net.Predict(test.Images).Head, static digit => digit % 2);
Console.WriteLine($"Ours tells {ours:P1} of them odd from even.");
Check(ours > 0.95, "the new head has learned it");
Check(net.Conv3.Kernel.Values.SequenceEqual(colleague.Conv3.Kernel.Values), "the body is theirs, bit for bit");

// 3. Back to Python: Keras 3 loads the file, and passes over what we note in it.
var back = Path.Combine(Path.GetTempPath(), $"odd_or_even-{Environment.ProcessId}.weights.h5");
net.SaveWeights(back, new() { Metadata = new Dictionary<string, string> { ["body"] = "digits.keras", ["test accuracy"] = ours.ToString("F4", CultureInfo.InvariantCulture) } });
var weights = OddOrEven.Weights.Load(back);
Check(weights.Head.Kernel.Values.AsSpan().SequenceEqual(net.Head.Kernel.Values), $"{new FileInfo(back).Length:N0} bytes hold the weights, for Python and for us");
Check(WeightFiles.ReadMetadata(back)["body"] == "digits.keras", "and where the body is from");
File.Delete(back);

static void Check(bool holds, string what)
{
    Console.WriteLine($"{(holds ? "ok  " : "FAIL")} {what}");
    if (!holds)
        Environment.ExitCode = 1;
}
