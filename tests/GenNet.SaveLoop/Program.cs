using System.Diagnostics;
using System.Globalization;
using GenNet;
using GenNet.SaveLoop;

// What tests need a process of its own for: args are what to do and the file.
switch (args[0])
{
    case "save":
        SaveUntilKilled(new LargeNet(seed: 1), new LargeNet(seed: 2), args[1], null);
        break;
    case "save-as":
        SaveUntilKilled(new ManyLayersNet(seed: 1), new ManyLayersNet(seed: 2), args[1], new() { Format = Enum.Parse<WeightFormat>(args[2]), MaxShardSize = args.Length > 3 ? long.Parse(args[3], CultureInfo.InvariantCulture) : null });
        break;
    case "load":
        PrintPeak(() => LoadAgain(args[1], times: 8));
        break;
    case "from-weights":
        PrintPeak(() => LoadNewModels(args[1], times: 8));
        break;
    case "from-weights-once":
        PrintPeak(() => LoadNewModels(args[1], times: 1));
        break;
    case "check":
        PrintPeak(() => CheckAgain(args[1], times: 8));
        break;
    default:
        throw new ArgumentException($"What is '{args[0]}'?");
}

static void SaveUntilKilled(Model one, Model two, string path, SaveOptions? options)
{
    // A model has its weights when they are first asked for, and a kill is to hit the saving.
    foreach (var model in (Model[])[one, two])
        model.Layers[0].Variables[0].ToTensor();
    while (true)
    {
        one.SaveWeights(path, options);
        Console.WriteLine("saved");
        two.SaveWeights(path, options);
        Console.WriteLine("saved");
    }
}

static void LoadAgain(string path, int times)
{
    using var net = new LargeNet();
    for (var i = 0; i < times; i++)
        net.LoadWeights(path);
}

static void LoadNewModels(string path, int times)
{
    for (var i = 0; i < times; i++)
        LargeNet.FromWeights(path).Dispose();
}

static void CheckAgain(string path, int times)
{
    using var net = new LargeNet();
    for (var i = 0; i < times; i++)
        net.CheckWeights(path);
}

// How many bytes the process took more than before, at its peak.
static void PrintPeak(Action load)
{
    var before = Process.GetCurrentProcess().PeakWorkingSet64;
    load();
    Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64 - before);
}
