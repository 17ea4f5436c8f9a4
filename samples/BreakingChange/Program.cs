using System.Globalization;
using GenNet;
using Samples.BreakingChange;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// Below bin, where it outlives every build.
var file = args.Length > 0 ? args[0] : Path.GetFullPath("../../flower.weights.h5", AppContext.BaseDirectory);
using var net = new FlowerNet(seed: 1);
if (!File.Exists(file))
{
    net.SaveWeights(file);
    Console.WriteLine($"Saved {file}. Now change FlowerNet.cs as README.md says, build, and run again.");
}
else
{
    try
    {
        Console.WriteLine(net.LoadWeights(file));
    }
    catch (WeightLoadException refused)
    {
        Console.WriteLine(refused.Message);
        return 1;
    }
}
Console.WriteLine($"An iris is each of the three with {string.Join(", ", net.Predict([5.1f, 3.5f, 1.4f, 0.2f]).Output.ToArray().Select(static p => p.ToString("F4")))}.");
return 0;
