using System.Diagnostics;

namespace GenNet.Tests.Saving;

/// <summary>A process of its own that saves again and again, until it is killed.</summary>
internal static class LoopProcess
{
    /// <summary>Starts it, and kills it so long after it has saved once.</summary>
    public static async Task KillAfterItsFirst(int milliseconds, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "GenNet.SaveLoop.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("saved", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
