using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace GenNet.Benchmarks.Peers.PyTorch;

/// <summary>The running worker.py: requests and answers as it describes them.</summary>
internal sealed class PyTorchWorker : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Stream _requests;
    private readonly Stream _answers;

    public PyTorchWorker(PythonInterpreter interpreter, int threads)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Peers", "PyTorch", "worker.py");
        _process = Process.Start(interpreter.StartInfo(threads, script, threads.ToString(System.Globalization.CultureInfo.InvariantCulture)))!;
        _process.ErrorDataReceived += (_, e) =>
        {
            lock (_errors)
                _errors.AppendLine(e.Data);
        };
        _process.BeginErrorReadLine();
        _requests = _process.StandardInput.BaseStream;
        _answers = new BufferedStream(_process.StandardOutput.BaseStream);
    }

    /// <summary>Asks and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The worker has ended; the message holds what it wrote.</exception>
    public (JsonNode Answer, float[] Values) Ask(JsonObject request, ReadOnlySpan<float> values = default)
    {
        var bytes = MemoryMarshal.AsBytes(values);
        request["bytes"] = bytes.Length;
        try
        {
            _requests.Write(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
            _requests.Write(bytes);
            _requests.Flush();
            var answer = JsonNode.Parse(ReadLine())!;
            var payload = new byte[(int)answer["bytes"]!];
            _answers.ReadExactly(payload);
            return (answer, MemoryMarshal.Cast<byte, float>(payload).ToArray());
        }
        catch (IOException error)
        {
            _process.WaitForExit();
            lock (_errors)
                throw new InvalidOperationException($"The PyTorch worker has ended with exit code {_process.ExitCode}:\n{_errors}", error);
        }
    }

    public void Dispose()
    {
        _requests.Dispose();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string ReadLine()
    {
        using var line = new MemoryStream();
        for (var value = _answers.ReadByte(); value != '\n'; value = _answers.ReadByte())
        {
            if (value < 0)
                throw new EndOfStreamException();
            line.WriteByte((byte)value);
        }
        return Encoding.UTF8.GetString(line.ToArray());
    }
}
