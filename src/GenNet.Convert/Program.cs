using GenNet;
using GenNet.Conversion;
using GenNet.Weights;

// GenNet.Convert SOURCE TARGET: the exit code is an Outcome, the reason stands on standard error and the notes on standard output.
if (args is not [var source, var target])
    return (int)Outcome.WrongCall;
try
{
    using var file = PureHdfFile.OpenRest(source);
    var written = PlainWeights.Write(file, target);
    foreach (var note in written.Notes)
        Console.Out.WriteLine(note.ReplaceLineEndings(" "));
    return (int)Outcome.Written;
}
catch (Exception error) when (IsOutOfMemory(error))
{
    return (int)Outcome.OutOfMemory;
}
catch (Exception error) when (error is WeightFileException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message);
    return (int)Outcome.Refused;
}

static bool IsOutOfMemory(Exception error) => error is OutOfMemoryException || (error.InnerException is { } inner && IsOutOfMemory(inner));
