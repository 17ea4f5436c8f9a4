using System.Globalization;
using System.Runtime.InteropServices;
using GenNet.Benchmarks.Peers;

// A request a line, and an answer a line: prepare CASE, compute, time SECONDS CALLS, bytes. Cases are the same in every process, since all numbers come from seeds.
using var engine = new GenNetEngine(int.Parse(args[0], CultureInfo.InvariantCulture));
var cases = Cases.Create();
IPreparedCase? prepared = null;
while (Console.ReadLine() is { } line)
{
    var request = line.Split(' ', 2);
    Console.WriteLine(request[0] switch
    {
        "prepare" => Prepare(request[1]),
        "compute" => Convert.ToBase64String(MemoryMarshal.AsBytes(prepared!.Compute().AsSpan())),
        "time" => Time(request[1].Split(' ')),
        "bytes" => prepared!.BytesPerCall()!.Value.ToString("R", CultureInfo.InvariantCulture),
        _ => throw new InvalidDataException($"There is no request '{line}'."),
    });
}

string Prepare(string name)
{
    prepared?.Dispose();
    prepared = engine.Prepare(cases.Single(c => c.Name == name));
    return "prepared";
}

string Time(string[] arguments) => prepared!
    .Time(TimeSpan.FromSeconds(double.Parse(arguments[0], CultureInfo.InvariantCulture)), int.Parse(arguments[1], CultureInfo.InvariantCulture))
    .ToString("R", CultureInfo.InvariantCulture);
